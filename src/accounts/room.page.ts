import { sizeText } from '../platform/files/file-size.js';
import type { Room } from '../platform/files/files.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';

/** What a member's files take of what they may take, to be read before sending one. */
export function roomText({ used, limit }: Room, locale: Locale, i18n: I18n): string {
	return i18n.t(locale, 'accounts.room', { used: sizeText(used, locale), limit: sizeText(limit, locale) });
}
