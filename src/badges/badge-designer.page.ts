import { courseHead } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { BADGE_ICONS, drawableText } from '../credentials/badge-icons.js';
import { BADGE_COLOURS, RIBBON_LETTERS } from '../credentials/badge-picture.js';
import { BADGE_SHAPES } from '../credentials/badge-shapes.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import { type I18n, isLocale, type Locale, LOCALES } from '../platform/i18n/i18n.js';
import type { Rule } from './badge.entity.js';
import {
	type BadgeForm,
	DESCRIPTION_LIMIT,
	NAME_LIMIT,
	PICTURES,
	TAG_LIMIT,
	TAGS_LIMIT,
} from './badge.form.js';
import { pictureUrl } from './badge.page.js';
import type { Design } from './badge-drafts.service.js';
import type { DesignRow } from './badges.queries.js';

const RIBBONS = ['', ...BADGE_COLOURS] as const;

/** What a badge belongs to, as its designer's pages show it. */
export interface Place {
	title: string;
	href: string;
	badgesHref: string;
	accent: string;
	/** BCP 47. */
	language: string;
	/** Down to the list of its badges. */
	crumbs: readonly { label: string; href?: string }[];
}

export function coursePlace(course: CourseRow, viewer: Viewer, i18n: I18n): Place {
	const { crumbs } = courseHead(course, viewer, i18n, 'badges');
	const badgesHref = `/courses/${course.slug}/badges`;
	const { accent, language, title } = course;
	return {
		...{ title, href: `/courses/${course.slug}`, badgesHref, accent, language },
		crumbs: [
			...crumbs.slice(0, -1),
			{ label: i18n.t(viewer.locale, 'courses.tab-badges'), href: badgesHref },
		],
	};
}

interface Picture {
	shape: string;
	colour: string;
	icon: string;
}

const TEXT_KEYS: Readonly<Record<keyof Picture | 'ribbonColour', (value: string) => string>> = {
	shape: (value) => `badges.shape-${value}`,
	colour: (value) => `badges.colour-${value}`,
	icon: (value) => `badges.icon-${value}`,
	ribbonColour: (value) => (value ? `badges.colour-${value}` : 'badges.ribbon-matching'),
};

/** The language a badge is written in, as far as we have words of our own for it. */
function wordsFor({ language }: { language: string }, viewer: Viewer): Locale {
	return isLocale(language) ? language : viewer.locale;
}

/** Says what the picture shows. */
function describe(picture: Picture & { ribbonText?: string }, i18n: I18n, locale: Locale): string {
	const say = (part: keyof Picture) => i18n.t(locale, TEXT_KEYS[part](picture[part]));
	const shown = { shape: say('shape'), colour: say('colour'), icon: say('icon') };
	return picture.ribbonText
		? i18n.t(locale, 'badges.alt-with-text', { ...shown, text: picture.ribbonText })
		: i18n.t(locale, 'badges.alt-default', shown);
}

export function designOf(
	form: BadgeForm,
	{ language }: { language: string },
	viewer: Viewer,
	i18n: I18n,
): Design {
	const { name, description, criteria, tags, shape, colour, icon, ribbonColour, ribbonText } = form;
	const imageAlt = form.imageAlt || describe(form, i18n, wordsFor({ language }, viewer));
	return {
		...{
			name,
			description,
			criteria,
			tags,
			shape,
			colour,
			icon,
			ribbonColour,
			ribbonText,
			imageAlt,
			language,
		},
		...(form.picture === 'uploaded' && { upload: 'kept' }),
	};
}

/** A description that we made is left out, so that it is made anew for whatever picture is chosen next. */
export function storedValues(design: DesignRow, i18n: I18n): Values {
	const { name, description, criteriaMd, tags, shape, colour, icon, ribbonColour, ribbonText } = design;
	const isOurs = LOCALES.some((locale) => describe(design, i18n, locale) === design.imageAlt);
	const imageAlt = isOurs ? '' : design.imageAlt;
	return {
		...{ name, description, criteria: criteriaMd, shape, colour, icon, ribbonColour, ribbonText, imageAlt },
		tags: tags.join(', '),
		picture: design.isUploaded ? 'uploaded' : 'drawn',
	};
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
		tags: '',
		shape: BADGE_SHAPES[id % BADGE_SHAPES.length] ?? 'circle',
		colour: BADGE_COLOURS[id % BADGE_COLOURS.length] ?? 'teal',
		icon: 'star',
		ribbonColour: '',
		ribbonText: '',
		imageAlt: '',
	};
}

function choice<T extends string>(offers: readonly T[], value: unknown): T {
	const [first] = offers;
	const chosen = offers.find((offer) => offer === value) ?? first;
	if (chosen === undefined) throw new Error('There is nothing to choose from.');
	return chosen;
}

interface DesignerForm {
	action: string;
	titleKey: string;
	ledeKey: string;
	values: Values;
	errors?: FieldErrors;
	/** Of the uploaded picture that may be kept. */
	uploadedUrl?: string;
	/** Ways of earning it to choose from; of an existing badge it stays as it is. */
	rules?: readonly Rule[];
}

export function designerPage(place: Place, viewer: Viewer, i18n: I18n, form: DesignerForm) {
	const { values, errors = {}, uploadedUrl = '', rules = [] } = form;
	const { locale } = viewer;
	const picture = {
		shape: choice(BADGE_SHAPES, values['shape']),
		colour: choice(BADGE_COLOURS, values['colour']),
		icon: choice(BADGE_ICONS, values['icon']),
		ribbonColour: choice(RIBBONS, values['ribbonColour']),
		ribbonText: drawableText(String(values['ribbonText'] ?? ''))?.slice(0, RIBBON_LETTERS) ?? '',
	};
	const offers = (name: keyof typeof TEXT_KEYS, all: readonly string[]) => ({
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
	const isKept = uploadedUrl !== '' && values['picture'] === 'uploaded';
	return {
		accent: place.accent,
		crumbs: [...place.crumbs, { label: i18n.t(locale, form.titleKey) }],
		title: i18n.t(locale, form.titleKey),
		lede: i18n.t(locale, form.ledeKey),
		place,
		action: form.action,
		values,
		errors,
		limits: {
			name: NAME_LIMIT,
			description: DESCRIPTION_LIMIT,
			ribbon: RIBBON_LETTERS,
			tags: TAGS_LIMIT,
			tag: TAG_LIMIT,
		},
		rules: rules.map((value) => ({
			value,
			label: i18n.t(locale, `badges.rule-choice-${value}`),
			help: i18n.t(locale, `badges.rule-choice-${value}-help`),
		})),
		groups: [offers('shape', BADGE_SHAPES), offers('colour', BADGE_COLOURS), offers('icon', BADGE_ICONS)],
		ribbons: offers('ribbonColour', RIBBONS),
		pictures: uploadedUrl
			? PICTURES.map((value) => ({ value, label: i18n.t(locale, `badges.picture-${value}`) }))
			: [],
		picture: {
			imageUrl: isKept ? uploadedUrl : pictureUrl(picture),
			imageAlt: values['imageAlt'] || describe(picture, i18n, wordsFor(place, viewer)),
			uploadedUrl,
		},
	};
}
