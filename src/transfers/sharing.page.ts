import { courseUrl } from '../courses/course.page.js';
import type { CourseFacts } from '../courses/courses.queries.js';
import { licenceFacts } from '../courses/licence.policy.js';
import { listText } from '../platform/i18n/lists.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';

export function namedIn(people: readonly { displayName: string }[], locale: Locale): string {
	return listText(
		people.map(({ displayName }) => displayName),
		locale,
	);
}

/** Licence, origin and copies of a course, for the partial transfers/_sharing. */
export function sharing(course: CourseFacts, mayCopy: boolean, i18n: I18n, locale: Locale) {
	const { basedOn, attribution, copies } = course;
	const href = courseUrl(course);
	return {
		licence: licenceFacts(course.licence),
		attribution: attribution && i18n.t(locale, 'transfers.please-name', { names: attribution }),
		basedOn: basedOn && {
			title: basedOn.title,
			href: basedOn.slug ? `/courses/${basedOn.slug}` : basedOn.isLocal ? null : basedOn.url,
			by: basedOn.attribution && i18n.t(locale, 'transfers.by', { names: basedOn.attribution }),
			licence: licenceFacts(basedOn.licence),
		},
		copies: copies > 0 && {
			href: `${href}/copies`,
			text: i18n.t(locale, 'transfers.copies-count', { count: copies }),
		},
		copy: mayCopy ? `${href}/copy` : null,
	};
}
