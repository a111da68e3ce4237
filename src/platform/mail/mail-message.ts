import type { Locale } from '../i18n/i18n.js';

/** What a feature says to one person; the layout makes text and HTML of it. All texts are plain and translated. */
export interface MailMessage {
	/** Unique: of several mails with one key only the first is made. */
	key: string;
	to: { address: string; name: string };
	locale: Locale;
	subject: string;
	paragraphs: readonly string[];
	/** Somebody's words, set apart. */
	quote?: string;
	/** `url` is absolute. */
	button?: { label: string; url: string };
	/** Why the person gets this mail; stands at its foot. */
	reason: string;
	/** Absolute: GET shows a page that asks, POST unsubscribes at once (RFC 8058). */
	unsubscribeUrl?: string;
}
