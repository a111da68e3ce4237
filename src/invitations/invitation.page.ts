import { personView } from '../accounts/person.page.js';
import { manageCrumbs } from '../courses/course-place.page.js';
import { courseUrl, coverUrl, kindLabel, thisKind } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import type { Role } from './invitation.entity.js';
import { canAccept, canDecline, canInvite } from './invitation.policy.js';
import type { InvitationRow, SentRow } from './invitations.queries.js';

export function invitationUrl(key: string): string {
	return `/invitations/${key}`;
}

/** Where organisers invite co-organisers, or people to take part. */
export function invitingUrl(course: { slug: string }, role: Role): string {
	return `${courseUrl(course)}/${role === 'organiser' ? 'organisers' : 'invitations'}`;
}

export interface Entered {
	/** A link just made, to be shown this once. */
	link?: string;
	values?: Values;
	errors?: FieldErrors;
}

export function invitingPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	role: Role,
	sent: readonly SentRow[],
	{ link = '', values = {}, errors = {} }: Entered = {},
) {
	const { locale } = viewer;
	const t = (key: string, args?: Record<string, string>) => i18n.t(locale, `invitations.${key}`, args);
	const title = t(`title-${role}`);
	const href = courseUrl(course);
	return {
		title: `${title} · ${course.title}`,
		heading: title,
		crumbs: manageCrumbs(course, viewer, i18n, title),
		course: { href, title: course.title, language: course.language, accent: course.accent },
		role,
		lede: t(`lede-${role}`, { thisKind: thisKind(course, i18n, locale) }),
		linkHelp: t(`link-help-${role}`),
		link,
		can: { invite: canInvite(course, role) },
		organisers: role === 'organiser' ? organisersView(course, viewer, t) : [],
		isAlone: role === 'organiser' && course.organisers.length === 1,
		sent: sent.map((row) => ({
			id: row.id,
			label: row.email ?? row.person?.displayName ?? t('a-link'),
			inviter: row.inviter?.displayName,
			createdAt: row.createdAt,
			expiresAt: row.expiresAt,
			isDeclined: row.declinedAt !== null,
			uses:
				role === 'participant' && !row.email && !row.person
					? i18n.t(locale, 'invitations.uses', { count: row.uses })
					: '',
			action: `${href}/invitations/${row.id}?_method=DELETE`,
		})),
		values,
		errors,
	};
}

function organisersView(
	course: CourseRow,
	viewer: Viewer,
	t: (key: string, args?: Record<string, string>) => string,
) {
	const isAlone = course.organisers.length === 1;
	return course.organisers.map((row) => {
		const isSelf = row.id === viewer.id;
		const end = {
			action: `${courseUrl(course)}/organisers/${encodeURIComponent(row.username)}?_method=DELETE`,
			label: t(isSelf ? 'step-down' : 'remove'),
			confirm: t(isSelf ? 'step-down-confirm' : 'remove-confirm', {
				name: row.displayName,
				title: course.title,
			}),
		};
		return { ...personView(row), isSelf, end: isAlone ? null : end };
	});
}

/** The page behind an invitation: what it is to, who asks, and the ways to answer. */
export function invitationPage(key: string, invitation: InvitationRow, viewer: Viewer, i18n: I18n) {
	const { locale } = viewer;
	const { course, role, inviter } = invitation;
	const href = invitationUrl(key);
	const next = `?next=${encodeURIComponent(href)}`;
	const args = {
		person: inviter?.displayName ?? i18n.t(locale, 'notifications.someone'),
		title: course.title,
		noun: thisKind(course, i18n, locale),
	};
	const t = (part: string) => i18n.t(locale, `invitations.${part}-${role}`, args);
	return {
		title: t('invited-to'),
		lede: t('invited-lede'),
		accept: t('accept'),
		kind: kindLabel(course, i18n, locale),
		course: {
			...course,
			// The cover of a draft is for its organisers.
			coverUrl: course.isPublished ? coverUrl(course) : null,
			href: course.isPublished ? courseUrl(course) : null,
		},
		href,
		signIn: `/sign-in${next}`,
		register: `/register${next}`,
		can: {
			accept: canAccept(viewer),
			decline: canDecline(invitation),
			shareEmail: role === 'participant',
			signIn: !viewer.member,
			confirm: viewer.member !== null && !viewer.member.isConfirmed,
		},
	};
}
