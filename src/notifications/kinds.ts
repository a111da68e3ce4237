/** Kinds of notification whose mails each person can switch off; each is its own category. */
export const CATEGORIES = ['award', 'comment', 'joined'] as const;
export type Category = (typeof CATEGORIES)[number];

/** A welcome belongs to the account, whose mails nobody can switch off. */
export type Kind = Category | 'welcome';

export function isCategory(text: string): text is Category {
	return CATEGORIES.some((category) => category === text);
}
