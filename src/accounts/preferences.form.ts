import { IsIn } from 'class-validator';
import { LOCALES, type Locale } from '../platform/i18n/i18n.js';

export const THEMES = ['auto', 'light', 'dark'] as const;

export class PreferencesForm {
	@IsIn(LOCALES, { message: 'accounts.error-language' }) locale: Locale;
	@IsIn(THEMES, { message: 'forms.error-invalid' }) theme: (typeof THEMES)[number];
}
