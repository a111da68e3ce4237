import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { listText } from '../platform/i18n/lists.js';
import type { Rule } from './badge.entity.js';
import { canDesign, isClosed } from './badge.policy.js';
import type { BadgePageRow, LinkedBadge } from './badges.queries.js';
import { afterEndKey } from './renewal.page.js';
import { rubricView } from './rubric.page.js';

/** How a badge is earned, in one sentence for lists. */
export function ruleInShort(rule: Rule, i18n: I18n, viewer: Viewer): string {
	return i18n.t(viewer.locale, `badges.rule-${rule}`);
}

/** How a badge is earned, in words, with what it asks for. */
export function ruleView(badge: BadgePageRow, i18n: I18n, viewer: Viewer) {
	const { settings, links, rule, publicId, mine } = badge;
	const say = (key: string, args = {}) => i18n.t(viewer.locale, `badges.${key}`, args);
	const isReviewed = rule === 'review' || (rule === 'peer' && settings.takesApplications);
	const asked = rule === 'completion' ? links.courses : links.parts;
	const needed = settings.needed ?? asked.length;
	const some = needed < asked.length;
	const kind = {
		completion: links.courses.length === 0 ? 'completion' : some ? 'some-courses' : 'courses',
		badges: 'badges',
		review: 'review',
		peer: isReviewed ? 'peer-review' : 'peer',
		organiser: 'organiser',
	}[rule];
	const link = ({ name, publicId, isHeld, isOver }: LinkedBadge) => ({
		label: name,
		href: `/badges/${publicId}`,
		...{ isHeld, isOver },
	});
	const missing = viewer.member ? links.prerequisites.filter(({ isHeld }) => !isHeld) : [];
	const mayApply = isReviewed && (!mine || mine.isOver || settings.isRepeatable);
	const own = badge.course && kind === 'courses' ? [badge.course] : [];
	const courses = rule === 'completion' ? [...own, ...links.courses] : [];
	const counts = { quorum: settings.quorum, needed, all: some ? 'no' : 'yes' };
	return {
		language: badge.language,
		earned: say(`earned-${kind}`, { ...counts, own: badge.courseId ? 'yes' : 'no' }),
		sentences: [
			isReviewed ? say(`reviewers-${settings.reviewers}`) : '',
			settings.isRepeatable ? say('several') : '',
			settings.validMonths ? say('valid-months', { months: settings.validMonths }) : '',
			settings.validMonths ? i18n.t(viewer.locale, afterEndKey(rule)) : '',
		]
			.filter(Boolean)
			.join(' '),
		leads: [
			...links.parts.map(link),
			...courses.map(({ slug, title }) => ({ label: title, href: `/courses/${slug}` })),
		],
		before: links.prerequisites.map(link),
		rubric: rubricView(settings.rubric, i18n, viewer),
		...(!isClosed(badge) && {
			ruleHref: canDesign(viewer, badge) ? `/badges/${publicId}/rule` : '',
			giveHref: giveHref(badge, viewer),
			applyHref: mayApply && missing.length === 0 ? `/badges/${publicId}/application` : '',
			first:
				mayApply && missing.length > 0
					? say('apply-after', {
							badges: listText(
								missing.map(({ name }) => name),
								viewer.locale,
							),
						})
					: '',
		}),
	};
}

function giveHref(badge: BadgePageRow, viewer: Viewer): string {
	const { rule, publicId, isPeer } = badge;
	if (rule === 'peer' && isPeer && viewer.member) return `/badges/${publicId}/gift`;
	return rule === 'organiser' && canDesign(viewer, badge) ? `/badges/${publicId}/grants` : '';
}
