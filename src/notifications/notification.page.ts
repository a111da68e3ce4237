import { personView } from '../accounts/person.page.js';
import { settingsTabs } from '../accounts/settings.page.js';
import type { FieldErrors } from '../platform/forms/form.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { CATEGORIES, type Category } from './kinds.js';
import type { NotificationRow } from './notifications.queries.js';

export const NOTIFICATIONS_PER_PAGE = 30;

export function notificationsPage(
	rows: readonly NotificationRow[],
	slice: Slice,
	{ i18n, viewer, siteName }: { i18n: I18n; viewer: Viewer; siteName: string },
) {
	const { locale } = viewer;
	const { total, unread, latest } = rows[0] ?? { total: 0, unread: 0, latest: 0 };
	const someone = i18n.t(locale, 'notifications.someone');
	return {
		titleKey: 'notifications.title',
		notices: rows.map(({ kind, path, args, createdAt, readAt, actor }) => ({
			text: i18n.t(locale, `notifications.sentence-${kind}`, {
				...args,
				person: actor?.displayName ?? someone,
				site: siteName,
			}),
			href: path,
			createdAt,
			isUnread: readAt === null,
			actor: actor && kind !== 'award' && kind !== 'welcome' ? personView(actor) : null,
			icon: kind === 'award' ? 'award' : 'bell',
		})),
		upTo: unread > 0 ? latest : null,
		pagination: {
			...pageLinks('/notifications', {}, slice, slice.offset + slice.limit < total),
			pages: total > slice.limit ? Math.ceil(total / slice.limit) : 0,
		},
	};
}

export function mailChoicesPage(
	off: readonly Category[],
	{ i18n, viewer }: { i18n: I18n; viewer: Viewer },
	errors: FieldErrors = {},
) {
	return {
		titleKey: 'notifications.mail-title',
		tabs: settingsTabs(i18n, viewer, 'mail'),
		errors,
		categories: CATEGORIES.map((category) => ({
			name: category,
			label: i18n.t(viewer.locale, `notifications.category-${category}`),
			checked: !off.includes(category),
		})),
	};
}

/** The page behind the link in a mail, before and after it did its work. */
export function unsubscribePage(
	category: Category,
	action: string,
	state: 'asking' | 'off' | 'on',
	{ i18n, viewer }: { i18n: I18n; viewer: Viewer },
) {
	const name = i18n.t(viewer.locale, `notifications.category-${category}`);
	return {
		title: i18n.t(viewer.locale, 'notifications.unsubscribe-title'),
		text: i18n.t(viewer.locale, `notifications.unsubscribe-${state}`, { category: name }),
		action: state === 'off' ? `${action}?_method=DELETE` : action,
		buttonKey: state === 'off' ? 'notifications.undo' : 'notifications.unsubscribe-button',
		isMember: viewer.member !== null,
	};
}
