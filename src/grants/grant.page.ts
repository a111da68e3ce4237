import { accentOf, badgeImageUrl, badgeUrl } from '../badges/badge.page.js';
import type { BadgePageRow } from '../badges/badges.queries.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { GIFT_COMMENT_LIMIT } from './grant.form.js';
import type { BatchRow, GrantsQueries, LineRow } from './grants.queries.js';

type Runs = Awaited<ReturnType<GrantsQueries['runsOf']>>;

export function batchUrl(badge: { publicId: string }, batchId: number): string {
	return `${badgeUrl(badge)}/grants/${batchId}`;
}

function head(badge: BadgePageRow, viewer: Viewer, i18n: I18n, label: string) {
	return {
		accent: accentOf(badge.colour),
		crumbs: [
			{ label: i18n.t(viewer.locale, 'shell.badges'), href: '/badges' },
			{ label: badge.name, href: badgeUrl(badge) },
			{ label },
		],
		badge: { name: badge.name, href: badgeUrl(badge), imageUrl: badgeImageUrl(badge) },
	};
}

export function giftPage(
	badge: BadgePageRow,
	peers: Awaited<ReturnType<GrantsQueries['peersOf']>>,
	viewer: Viewer,
	i18n: I18n,
	values: Values = {},
	errors: FieldErrors = {},
) {
	const title = i18n.t(viewer.locale, 'grants.gift-title', { badge: badge.name });
	return {
		...head(badge, viewer, i18n, i18n.t(viewer.locale, 'grants.give')),
		...{ title, peers, values, errors },
		action: `${badgeUrl(badge)}/gift`,
		commentLimit: GIFT_COMMENT_LIMIT,
	};
}

export function grantsPage(
	badge: BadgePageRow,
	batches: readonly BatchRow[],
	runs: Runs,
	viewer: Viewer,
	i18n: I18n,
	values: Values = {},
	errors: FieldErrors = {},
) {
	const say = (key: string, args = {}) => i18n.t(viewer.locale, `grants.${key}`, args);
	return {
		...head(badge, viewer, i18n, say('give')),
		...{ title: say('list-title', { badge: badge.name }), values, errors },
		action: `${badgeUrl(badge)}/grants`,
		runs: runs.length > 0 && [
			{ value: '', label: say('no-run') },
			...runs.map(({ id, startsOn, people }) => ({
				value: String(id),
				label: say('run', { start: runs.length === 1 ? 'only' : (startsOn ?? 'none'), people }),
			})),
		],
		batches: batches.map((batch) => ({
			href: batchUrl(badge, batch.id),
			createdAt: batch.createdAt,
			summary: say('summary', { ...batch, doneAt: '' }),
		})),
	};
}

export function batchPage(
	badge: BadgePageRow,
	batch: BatchRow,
	lines: readonly LineRow[],
	viewer: Viewer,
	i18n: I18n,
) {
	const say = (key: string, args = {}) => i18n.t(viewer.locale, `grants.${key}`, args);
	return {
		...head(badge, viewer, i18n, say('report')),
		title: say('report-title', { badge: badge.name }),
		isDone: batch.doneAt !== null,
		...{ total: batch.total, worked: batch.worked },
		summary: say('summary', { ...batch, doneAt: '' }),
		here: batchUrl(badge, batch.id),
		lines: lines.map(({ line, outcome }) => ({
			line: line || say('former-member'),
			outcome: say(`outcome-${outcome ?? 'waiting'}`),
			isProblem: outcome === 'unknown' || outcome === 'too-early',
		})),
	};
}
