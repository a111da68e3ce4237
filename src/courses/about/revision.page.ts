import { type PersonRow, personView } from '../../accounts/person.page.js';
import { pageLinks, type Slice } from '../../platform/http/paginate.js';
import type { I18n, Locale } from '../../platform/i18n/i18n.js';
import { diffTexts } from '../../platform/text-diff/text-diff.js';

/** What the histories of the About page and of tasks have in common. */
export interface RevisionLine {
	id: number;
	/** Counted from 1, oldest first. */
	number: number;
	/** The oldest revision with the same content. */
	sameAs: number;
	isCurrent: boolean;
	note: string;
	createdAt: Date;
	author: PersonRow | null;
	/** The revision before this one; null for the first. */
	previousId: number | null;
}

export function revisionView(revision: RevisionLine, historyHref: string) {
	const { id, previousId, sameAs, number, author } = revision;
	return {
		...revision,
		href: `${historyHref}/${id}`,
		changesHref: previousId === null ? '' : `${historyHref}/comparison?from=${previousId}&to=${id}`,
		author: author && personView(author),
		sameAs: sameAs < number ? sameAs : null,
	};
}

/** The list, in which any two can be chosen; the newest two are, to begin with. */
export function historyList(revisions: readonly RevisionLine[], historyHref: string, slice: Slice) {
	const shown = revisions.slice(0, slice.limit);
	return {
		compareAction: shown.length > 1 ? `${historyHref}/comparison` : '',
		revisions: shown.map((revision, index) => ({
			...revisionView(revision, historyHref),
			isTo: index === 0,
			isFrom: index === 1,
		})),
		...pageLinks(historyHref, {}, slice, revisions.length > slice.limit),
	};
}

/** The page of one revision. */
export function revisionShown(revision: RevisionLine, historyHref: string, i18n: I18n, locale: Locale) {
	const shown = revisionView(revision, historyHref);
	return {
		label: i18n.t(locale, 'revisions.version', { number: revision.number }),
		revision: shown,
		restoreAction: revision.isCurrent ? '' : `${shown.href}/restoration`,
		historyHref,
	};
}

/** Two revisions side by side; each text of `texts` under its label, settings in a line. */
export function comparison(
	[from, to]: readonly [RevisionLine, RevisionLine],
	historyHref: string,
	texts: readonly { label: string; before: string; after: string; isSetting?: boolean }[],
) {
	const changed = texts.filter(({ before, after }) => before !== after);
	return {
		from: revisionView(from, historyHref),
		to: revisionView(to, historyHref),
		historyHref,
		settings: changed.filter(({ isSetting }) => isSetting),
		texts: changed
			.filter(({ isSetting }) => !isSetting)
			.map(({ label, before, after }) => ({ label, stretches: diffTexts(before, after) })),
		isSame: changed.length === 0,
	};
}
