import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import { type I18n, LOCALES } from '../platform/i18n/i18n.js';
import type { ProfileRow } from './people.queries.js';
import { personView } from './person.page.js';
import { LINK_ROWS } from './profile.form.js';

const SECTIONS = [
	{ name: 'profile', href: '/settings' },
	{ name: 'password', href: '/settings/password' },
	{ name: 'mail', href: '/settings/mail' },
	{ name: 'badges', href: '/settings/badges' },
	{ name: 'preferences', href: '/preferences' },
	{ name: 'erasure', href: '/settings/erasure' },
] as const;

/** The tabs above the pages of a member's own settings. */
export function settingsTabs(i18n: I18n, { locale }: Viewer, current: (typeof SECTIONS)[number]['name']) {
	return SECTIONS.map(({ name, href }) => ({
		label: i18n.t(locale, `accounts.tab-${name}`),
		href,
		current: name === current,
	}));
}

/** Languages by their own names, so that everybody finds theirs. */
export function languages(i18n: I18n) {
	return LOCALES.map((locale) => ({ value: locale, label: i18n.t(locale, 'accounts.language-name') }));
}

function timeZones(chosen: string) {
	const names = new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')]);
	return [...names].map((name) => ({ value: name, label: name.replaceAll('_', ' ') }));
}

/** The rows that are filled in and one more; what else there is room for can be opened. */
function linkRows(labels: readonly string[], urls: readonly string[]) {
	const all = Array.from({ length: LINK_ROWS }, (_, row) => ({
		number: row + 1,
		label: labels[row] ?? '',
		url: urls[row] ?? '',
	}));
	const shown = all.findLastIndex(({ label, url }) => label || url) + 2;
	return { linkRows: all.slice(0, shown), moreLinkRows: all.slice(shown) };
}

const textIn = (values: Values, name: string) => [values[name] ?? ''].flat().join('');

/** The profile form as stored, or as last typed. */
export function settingsPage(
	i18n: I18n,
	viewer: Viewer,
	profile: ProfileRow,
	typed?: Values,
	errors?: FieldErrors,
) {
	const values = typed ?? {
		displayName: profile.displayName,
		bio: profile.bioMd,
		locale: viewer.locale,
		timeZone: viewer.timeZone,
		linkLabel: profile.links.map(({ label }) => label),
		linkUrl: profile.links.map(({ url }) => url),
	};
	return {
		titleKey: 'accounts.settings-title',
		tabs: settingsTabs(i18n, viewer, 'profile'),
		person: personView(profile),
		values,
		// Drafts stay in the browser, which others may use after this member.
		bioDraft: `bio-${profile.id}`,
		errors,
		...linkRows([values['linkLabel'] ?? []].flat(), [values['linkUrl'] ?? []].flat()),
		languages: languages(i18n),
		timeZones: timeZones(textIn(values, 'timeZone') || 'UTC'),
	};
}
