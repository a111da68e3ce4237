import { personView } from '../accounts/person.page.js';
import { courseUrl, kindLabel } from '../courses/course.page.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';
import { courseCard } from './course-card.page.js';
import type { CourseCardRow } from './course-cards.queries.js';
import type { CollectionRow, PathCourseRow, SchoolCardRow, SchoolPageRow } from './school-pages.queries.js';

const urls = credentialUrls('');

export function schoolCard(school: SchoolCardRow, i18n: I18n, locale: Locale) {
	const { slug, name, summary, accent, courseCount, learnerCount } = school;
	const facts = [
		i18n.t(locale, 'catalogue.course-count', { count: courseCount }),
		learnerCount > 0 ? i18n.t(locale, 'catalogue.learner-count', { count: learnerCount }) : '',
	].filter(Boolean);
	return { href: `/schools/${slug}`, name, summary, accent, facts };
}

export function schoolsPage(rows: readonly SchoolCardRow[], slice: Slice, { locale }: Viewer, i18n: I18n) {
	const links = pageLinks('/schools', {}, slice, rows.length > slice.limit);
	return {
		titleKey: 'catalogue.schools',
		schools: rows.slice(0, slice.limit).map((school) => schoolCard(school, i18n, locale)),
		neighbours: links.previous || links.next ? links : null,
	};
}

const isDone = ({ tasks, done }: PathCourseRow) => tasks > 0 && done >= tasks;

function path({ title, summary, courses }: CollectionRow, { member, locale }: Viewer, i18n: I18n) {
	const next = member ? courses.findIndex((course) => !isDone(course)) : -1;
	return {
		title,
		summary,
		courses: courses.map((course, index) => {
			const { tasks, done } = course;
			return {
				href: courseUrl(course),
				title: course.title,
				state: isDone(course) ? 'done' : index === next ? 'next' : 'todo',
				isDone: isDone(course),
				about: [kindLabel(course, i18n, locale), course.effort].filter(Boolean),
				progress: done > 0 && !isDone(course) ? { done, total: tasks } : null,
			};
		}),
	};
}

export function schoolPage(
	school: SchoolPageRow,
	courses: readonly CourseCardRow[],
	viewer: Viewer,
	i18n: I18n,
) {
	const { locale } = viewer;
	const { slug, name, summary, accent, aboutHtml, courseCount, learnerCount, awardCount } = school;
	return {
		title: name,
		description: summary,
		crumbs: [{ label: i18n.t(locale, 'shell.schools'), href: '/schools' }, { label: name }],
		school: { name, summary, accent, aboutHtml },
		numbers: [
			{ label: i18n.t(locale, 'catalogue.number-courses', { count: courseCount }), count: courseCount },
			{ label: i18n.t(locale, 'catalogue.number-learners', { count: learnerCount }), count: learnerCount },
			{ label: i18n.t(locale, 'catalogue.number-awards', { count: awardCount }), count: awardCount },
		],
		collections: school.collections
			.filter((collection) => collection.courses.length > 0)
			.map((collection) => path(collection, viewer, i18n)),
		cards: courses.map((course) => ({ ...courseCard(course, i18n, locale), school: null })),
		allCourses: courseCount > courses.length ? `/courses?school=${slug}` : null,
		badges: school.badges.map(({ publicId, number, name: badge, description, courseTitle }) => ({
			href: urls.badgePage(publicId),
			pictureUrl: urls.badgeImage(publicId, number, 'svg'),
			name: badge,
			description,
			courseTitle,
		})),
		organisers: school.organisers.map(personView),
		makeBadgesHref: school.isOrganiser ? `/schools/${slug}/badges` : '',
	};
}
