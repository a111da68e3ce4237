import type { Slice } from '../platform/http/paginate.js';
import { pageLinks } from '../platform/http/paginate.js';
import type { ParkedJob } from '../platform/jobs/jobs.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';
import type { OutboxMail, StoredMail } from '../platform/mail/mail.js';
import type { SiteCounts } from './admin.queries.js';

const SECTIONS = [
	{ name: 'overview', href: '/admin' },
	{ name: 'jobs', href: '/admin/jobs' },
	{ name: 'mails', href: '/admin/mails' },
] as const;

/** What every admin page has: its title and the tabs. */
export function adminPage(i18n: I18n, locale: Locale, current: (typeof SECTIONS)[number]['name']) {
	return {
		titleKey: 'admin.title',
		tabs: SECTIONS.map(({ name, href }) => ({
			label: i18n.t(locale, `admin.tab-${name}`),
			href,
			current: name === current,
		})),
	};
}

export function numbers(i18n: I18n, locale: Locale, counts: SiteCounts) {
	return Object.entries(counts).map(([name, amount]) => ({
		label: i18n.t(locale, `admin.count-${name}`),
		amount,
	}));
}

export function parkedJob({ id, job, payload, attempts, error, parkedAt }: ParkedJob) {
	return { id, job, payload: JSON.stringify(payload), attempts, error: error ?? '', parkedAt };
}

function mailLine(i18n: I18n, locale: Locale, mail: OutboxMail) {
	return { ...mail, href: `/admin/mails/${mail.id}`, stateText: i18n.t(locale, `admin.mail-${mail.state}`) };
}

export function mailList(i18n: I18n, locale: Locale, slice: Slice, mails: readonly OutboxMail[]) {
	return {
		mails: mails.slice(0, slice.limit).map((mail) => mailLine(i18n, locale, mail)),
		pages: pageLinks('/admin/mails', {}, slice, mails.length > slice.limit),
	};
}

/** The text of a mail with its links apart, so that they can be followed where no mail arrives. */
export function mailView(i18n: I18n, locale: Locale, mail: StoredMail) {
	const links = [...new Set(mail.textBody.match(/https?:\/\/[^\s<>"]+/g) ?? [])];
	return { ...mailLine(i18n, locale, mail), text: mail.textBody, links };
}
