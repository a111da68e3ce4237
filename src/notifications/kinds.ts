/** What each person can switch off the mails of. */
export const CATEGORIES = [
	'award',
	'comment',
	'joined',
	'accepted',
	'application',
	'review',
	'asked',
	'run',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What happened, and its category; none for what concerns the account or waits for an answer, which is always mailed. */
const CATEGORY_OF = {
	award: 'award',
	ending: 'award',
	revoked: 'award',
	comment: 'comment',
	joined: 'joined',
	accepted: 'accepted',
	applied: 'application',
	admitted: 'application',
	declined: 'application',
	discussed: 'application',
	seated: 'application',
	review: 'review',
	asked: 'asked',
	run: 'run',
	escalated: null,
	welcome: null,
	invited: null,
	removed: null,
} as const satisfies Record<string, Category | null>;
export type Kind = keyof typeof CATEGORY_OF;

export function categoryOf(kind: Kind): Category | null {
	return CATEGORY_OF[kind];
}

export function isCategory(text: string): text is Category {
	return CATEGORIES.some((category) => category === text);
}
