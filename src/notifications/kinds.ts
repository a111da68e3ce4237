/** Kinds of notification whose mails each person can switch off; each is its own category. */
export const CATEGORIES = ['award', 'comment', 'joined', 'accepted'] as const;
export type Category = (typeof CATEGORIES)[number];

/** What concerns the account itself, or waits for an answer: nobody can switch these mails off. */
export type Kind = Category | 'welcome' | 'invited' | 'removed';

export function isCategory(text: string): text is Category {
	return CATEGORIES.some((category) => category === text);
}
