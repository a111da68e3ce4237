import type { Viewer } from '../platform/http/viewer.js';
import { formatDate } from '../platform/i18n/dates.js';
import type { I18n } from '../platform/i18n/i18n.js';
import type { Rule } from './badge.entity.js';
import { isClosed } from './badge.policy.js';
import type { BadgePageRow } from './badges.queries.js';

/** What whoever held a badge until its end can do to hold it again; docs/decisions/0011-badges-that-end.md has the rule. */
export function renewalView(badge: BadgePageRow, i18n: I18n, viewer: Viewer) {
	const { mine, rule, settings, links } = badge;
	if (!mine?.isOver || !mine.validUntil) return null;
	const day = (date: string) => formatDate(new Date(date), 'date', viewer.locale, viewer.timeZone);
	const ended = { day: day(mine.validUntil) };
	if (isClosed(badge)) return { ended: i18n.t(viewer.locale, 'renewal.ended-for-good', ended), how: '' };
	const needed = settings.needed ?? links.parts.length;
	const kind = rule === 'peer' && settings.takesApplications ? 'peer-review' : rule;
	return {
		ended: i18n.t(viewer.locale, 'renewal.ended', ended),
		how: i18n.t(viewer.locale, `renewal.how-${kind}`, {
			needed,
			all: needed < links.parts.length ? 'no' : 'yes',
			since: day(mine.awardedAt),
		}),
	};
}

/** What follows the end of a badge, said to everybody beforehand. */
export function afterEndKey(rule: Rule): string {
	return `renewal.after-${rule === 'completion' || rule === 'badges' ? rule : 'others'}`;
}
