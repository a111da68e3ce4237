import { KINDS, type Kind } from '../courses/course.entity.js';
import { typed } from '../platform/forms/form.js';

export interface CourseFilters {
	q: string;
	kind: Kind | '';
	language: string;
	school: string;
	open: boolean;
}

const LONGEST_QUESTION = 200;

/** The catalogue's address → its filters. What makes no sense is left out, so that any link to the catalogue works. */
export function filtersFrom(query: unknown): CourseFilters {
	const fields = typed(query);
	const text = (name: string) => [fields[name] ?? ''].flat()[0] ?? '';
	const code = (name: string) => (/^[a-z0-9-]{1,100}$/.test(text(name)) ? text(name) : '');
	const words = text('q').replace(/\p{Cc}+/gu, ' ');
	return {
		q: Array.from(words).slice(0, LONGEST_QUESTION).join('').trim(),
		kind: KINDS.find((kind) => kind === text('kind')) ?? '',
		language: code('language'),
		school: code('school'),
		open: text('open') === 'true',
	};
}

/** The same filters as the parameters of an address, without those that are not set. */
export function addressOf({ open, ...texts }: CourseFilters): Record<string, string> {
	return Object.fromEntries(
		Object.entries({ ...texts, open: open ? 'true' : '' }).filter(([, value]) => value !== ''),
	);
}
