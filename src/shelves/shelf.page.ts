import { settingsTabs } from '../accounts/settings.page.js';
import { awardUrl, badgeImageUrl } from '../badges/badge.page.js';
import type { OwnAwardRow } from '../badges/awards.queries.js';
import type { FieldErrors } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { SHELF_LIMIT } from './shelf.form.js';

export const SHELF_PATH = '/settings/badges';

/** `wrong`: what was typed for one of them and cannot be stored. */
export function shelfPage(
	awards: readonly OwnAwardRow[],
	viewer: Viewer,
	i18n: I18n,
	wrong?: { id: string; shelf: string; isHidden: boolean; errors: FieldErrors },
) {
	const { locale } = viewer;
	return {
		title: i18n.t(locale, 'badges.shelf-title'),
		tabs: settingsTabs(i18n, viewer, 'badges'),
		profileHref: viewer.member ? `/people/${viewer.member.username}` : '/',
		errors: wrong ? { [`shelf-${wrong.id}`]: wrong.errors['shelf'] ?? 'forms.error-invalid' } : {},
		shelves: [...new Set(awards.map(({ shelf }) => shelf))].filter(Boolean),
		limit: SHELF_LIMIT,
		path: SHELF_PATH,
		awards: awards.map((award, index) => {
			const { id, name, shelf, isHidden } = wrong?.id === award.id ? { ...award, ...wrong } : award;
			const { visibility, isExpired } = award;
			return {
				...{ id, name, shelf, isHidden, isExpired },
				error: wrong?.id === id ? i18n.t(locale, wrong.errors['shelf'] ?? 'forms.error-invalid') : '',
				href: awardUrl(award),
				imageUrl: badgeImageUrl(award),
				visibility: i18n.t(locale, `badges.is-${visibility}`),
				isPublic: visibility === 'public',
				isFirst: index === 0,
				isLast: index === awards.length - 1,
				moved: i18n.t(locale, 'badges.shelf-moved', { name, place: '{place}', total: awards.length }),
			};
		}),
	};
}
