import { KINDS } from '../courses/course.entity.js';
import { languageName } from '../courses/course.page.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { courseCard } from './course-card.page.js';
import type { CourseCardRow } from './course-cards.queries.js';
import { addressOf, type CourseFilters } from './course-search.filters.js';
import type { FilterChoices } from './course-search.queries.js';

interface Found {
	courses: readonly CourseCardRow[];
	total: number;
}

export function catalogueTitle({ q }: CourseFilters, { locale }: Viewer, i18n: I18n): string {
	return i18n.t(locale, q ? 'catalogue.title-found' : 'catalogue.title', { q });
}

/** The filters and what they find. */
export function cataloguePage(
	found: Found,
	choices: FilterChoices,
	filters: CourseFilters,
	slice: Slice,
	{ locale }: Viewer,
	i18n: I18n,
) {
	const any = { value: '', label: i18n.t(locale, 'catalogue.any') };
	const languages = choices.languages
		.map((code) => ({ value: code, label: languageName(code, locale) }))
		.sort((a, b) => a.label.localeCompare(b.label, locale));
	const address = addressOf(filters);
	const isFiltered = Object.keys(address).length > 0;
	const hasMore = slice.offset + found.courses.length < found.total;
	const lastPage = Math.ceil(found.total / slice.limit);
	return {
		filters,
		isFiltered,
		kinds: [any, ...KINDS.map((kind) => ({ value: kind, label: i18n.t(locale, `courses.kind-${kind}`) }))],
		languages: [any, ...languages],
		schools: [any, ...choices.schools.map(({ slug, name }) => ({ value: slug, label: name }))],
		hasSchools: choices.schools.length > 0,
		count: i18n.t(locale, filters.q ? 'catalogue.found' : 'catalogue.count', {
			count: found.total,
			q: filters.q,
		}),
		cards: found.courses.map((course) => courseCard(course, i18n, locale)),
		pagination: {
			...pageLinks('/courses', address, slice, hasMore),
			pages: lastPage > 1 ? lastPage : 0,
		},
		empty: {
			text: i18n.t(locale, `catalogue.${isFiltered ? (filters.q ? 'empty-question' : 'empty') : 'none'}`, {
				q: filters.q,
			}),
			hint: i18n.t(locale, isFiltered ? 'catalogue.empty-hint' : 'catalogue.none-hint'),
			href: '/courses/new',
			action: i18n.t(locale, 'shell.create-course'),
		},
	};
}
