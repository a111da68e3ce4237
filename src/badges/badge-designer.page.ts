import { courseHead } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { BADGE_ICONS } from '../credentials/badge-icons.js';
import { BADGE_COLOURS } from '../credentials/badge-picture.js';
import { BADGE_SHAPES } from '../credentials/badge-shapes.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import { type I18n, isLocale, type Locale } from '../platform/i18n/i18n.js';
import { type BadgeForm, DESCRIPTION_LIMIT, NAME_LIMIT } from './badge.form.js';
import { pictureUrl } from './badge.page.js';
import type { Design } from './badge-designs.service.js';
import type { DesignRow } from './badges.queries.js';

interface Picture {
	shape: string;
	colour: string;
	icon: string;
}

const TEXT_KEYS: Readonly<Record<keyof Picture, (value: string) => string>> = {
	shape: (value) => `badges.shape-${value}`,
	colour: (value) => `badges.colour-${value}`,
	icon: (value) => `badges.icon-${value}`,
};

/** The language a badge of the course is written in, as far as we have words of our own for it. */
function wordsFor(course: CourseRow, viewer: Viewer): Locale {
	return isLocale(course.language) ? course.language : viewer.locale;
}

/** Says what the picture shows. */
function describe(picture: Picture, i18n: I18n, locale: Locale): string {
	const say = (part: keyof Picture) => i18n.t(locale, TEXT_KEYS[part](picture[part]));
	return i18n.t(locale, 'badges.alt-default', {
		shape: say('shape'),
		colour: say('colour'),
		icon: say('icon'),
	});
}

export function designOf(form: BadgeForm, course: CourseRow, viewer: Viewer, i18n: I18n): Design {
	const { name, description, criteria, shape, colour, icon } = form;
	const imageAlt = form.imageAlt || describe(form, i18n, wordsFor(course, viewer));
	return { name, description, criteria, shape, colour, icon, imageAlt, language: course.language };
}

export function storedValues(design: DesignRow): Values {
	const { name, description, criteriaMd, shape, colour, icon, imageAlt } = design;
	return { name, description, criteria: criteriaMd, shape, colour, icon, imageAlt };
}

/** A badge to begin with, so that a course can have one in a minute. */
export function firstValues(course: CourseRow, tasks: readonly string[], viewer: Viewer, i18n: I18n): Values {
	const locale = wordsFor(course, viewer);
	const { id, title } = course;
	const intro = i18n.t(locale, 'badges.criteria-default', { title });
	return {
		name: title,
		description: i18n.t(locale, 'badges.description-default', { title }),
		criteria: [intro, tasks.map((task) => `- ${task}`).join('\n')].filter(Boolean).join('\n\n'),
		shape: BADGE_SHAPES[id % BADGE_SHAPES.length] ?? 'circle',
		colour: BADGE_COLOURS[id % BADGE_COLOURS.length] ?? 'teal',
		icon: 'star',
		imageAlt: '',
	};
}

function choice<T extends string>(offers: readonly T[], value: unknown): T {
	const [first] = offers;
	const chosen = offers.find((offer) => offer === value) ?? first;
	if (chosen === undefined) throw new Error('There is nothing to choose from.');
	return chosen;
}

export function designerPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	values: Values,
	errors: FieldErrors = {},
) {
	const { locale } = viewer;
	const picture = {
		shape: choice(BADGE_SHAPES, values['shape']),
		colour: choice(BADGE_COLOURS, values['colour']),
		icon: choice(BADGE_ICONS, values['icon']),
	};
	const offers = (name: keyof Picture, all: readonly string[]) => ({
		name,
		label: i18n.t(locale, `badges.choose-${name}`),
		error: errors[name] ? i18n.t(locale, errors[name]) : '',
		options: all.map((value) => ({
			name,
			value,
			label: i18n.t(locale, TEXT_KEYS[name](value)),
			imageUrl: pictureUrl({ ...picture, [name]: value }),
			checked: picture[name] === value,
		})),
	});
	const head = courseHead(course, viewer, i18n, 'badges');
	return {
		accent: course.accent,
		crumbs: [
			...head.crumbs.slice(0, -1),
			{ label: i18n.t(locale, 'courses.tab-badges'), href: `/courses/${course.slug}/badges` },
			{ label: i18n.t(locale, 'badges.design-title') },
		],
		title: i18n.t(locale, 'badges.design-title'),
		course: head.course,
		action: `/courses/${course.slug}/badge?_method=PUT`,
		values,
		errors,
		limits: { name: NAME_LIMIT, description: DESCRIPTION_LIMIT },
		groups: [offers('shape', BADGE_SHAPES), offers('colour', BADGE_COLOURS), offers('icon', BADGE_ICONS)],
		picture: {
			imageUrl: pictureUrl(picture),
			imageAlt: values['imageAlt'] || describe(picture, i18n, wordsFor(course, viewer)),
			described: describe(picture, i18n, wordsFor(course, viewer)),
		},
	};
}
