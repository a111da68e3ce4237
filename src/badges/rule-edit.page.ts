import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { badgeUrl, workshopUrl } from './badge.page.js';
import { REVIEWERS } from './badge-version.entity.js';
import { CRITERIA_ROWS, criterionOf, hasReachableLevel, hasSoundLevels, levelsAsText } from './rule.form.js';
import type { CourseOffer, SettingsRow } from './rule-settings.queries.js';
import type { Circle } from './rule-settings.service.js';

/** What came back with the form, and what is wrong with it. */
export interface Typed {
	values: Values;
	errors?: FieldErrors;
	/** Badges that wait for this one, and cannot be chosen. */
	circle?: readonly number[];
}

/** The values of a field that may come several times. */
export function many(values: Values, name: string): readonly string[] {
	const value = values[name];
	return value === undefined ? [] : [value].flat();
}

function stored({ settings, named, offers }: SettingsRow, courses: readonly CourseOffer[]): Values {
	const publicIds = (ids: readonly number[]) =>
		offers.filter(({ id }) => ids.includes(id)).map(({ publicId }) => publicId);
	return {
		quorum: String(settings.quorum),
		reviewers: settings.reviewers,
		named: named.join(' '),
		patienceDays: String(settings.patienceDays),
		needed: String(settings.needed ?? ''),
		giverLimit: String(settings.giverLimit ?? ''),
		validMonths: String(settings.validMonths ?? ''),
		isRepeatable: String(settings.isRepeatable),
		takesApplications: String(settings.takesApplications),
		prerequisites: publicIds(settings.prerequisites),
		parts: publicIds(settings.parts),
		courses: courses.filter(({ id }) => settings.courses.includes(id)).map(({ slug }) => slug),
		question: settings.rubric.map(({ name }) => name),
		levels: settings.rubric.map(levelsAsText),
		required: settings.rubric.map(({ required }) => String(required + 1)),
	};
}

/** Says at the fields which of the chosen badges would make this one wait for itself. */
export function circleProblem(
	{ offers }: SettingsRow,
	{ circle }: Circle,
	chosen: Values,
): Omit<Typed, 'values'> {
	const ids = offers.filter(({ id }) => circle.includes(id)).map(({ publicId }) => publicId);
	const field = many(chosen, 'parts').some((id) => ids.includes(id)) ? 'parts' : 'prerequisites';
	return { errors: { [field]: 'badges.error-circle' }, circle };
}

/** The form in which the organisers say how a badge is earned; of its parts those that its rule needs. */
export function ruleEditPage(
	badge: SettingsRow,
	courses: readonly CourseOffer[],
	viewer: Viewer,
	i18n: I18n,
	typed: Typed = { values: stored(badge, courses) },
) {
	const say = (key: string, args = {}) => i18n.t(viewer.locale, `badges.${key}`, args);
	const { values, circle = [] } = typed;
	const errors = atFields(typed.errors ?? {});
	const { rule, offers, name } = badge;
	const problem = (field: string) => (errors[field] ? i18n.t(viewer.locale, errors[field]) : '');
	const choices = (field: 'prerequisites' | 'parts') =>
		offers.map(({ id, publicId, name: label }) => ({
			...{ field, label, value: publicId },
			checked: many(values, field).includes(publicId),
			help: circle.includes(id) && many(values, field).includes(publicId) ? say('asks-for-this') : '',
		}));
	const questions = many(values, 'question');
	return {
		title: say('rule-edit-title', { badge: name }),
		crumbs: [
			{ label: i18n.t(viewer.locale, 'shell.badges'), href: '/badges' },
			{ label: name, href: badge.isPublished ? badgeUrl(badge) : workshopUrl(badge) },
			{ label: say('rule-title') },
		],
		action: `${badgeUrl(badge)}/rule?_method=PUT`,
		...{ values, errors },
		isReviewed: rule === 'review' || rule === 'peer',
		isPeer: rule === 'peer',
		isPath: rule === 'badges',
		isCompletion: rule === 'completion',
		own: badge.course?.title ?? '',
		mayRepeat: rule === 'review' || rule === 'peer' || rule === 'organiser',
		who: REVIEWERS.map((value) => ({ value, label: say(`who-${value}`) })),
		prerequisites: choices('prerequisites'),
		asksForBadges: many(values, 'prerequisites').length > 0,
		cancelHref: workshopUrl(badge),
		parts: choices('parts'),
		courses: courses.map(({ slug, title }) => ({
			...{ field: 'courses', label: title, value: slug },
			checked: many(values, 'courses').includes(slug),
		})),
		foundNothing:
			Boolean(values['find']) && !courses.some(({ slug }) => !many(values, 'courses').includes(slug)),
		problems: {
			prerequisites: problem('prerequisites'),
			parts: problem('parts'),
			courses: problem('courses'),
			rubric: problem('rubric'),
		},
		isRepeatable: values['isRepeatable'] === 'true',
		takesApplications: values['takesApplications'] === 'true',
		rubric: Array.from({ length: CRITERIA_ROWS }, (_row, index) => {
			const question = questions[index] ?? '';
			const levels = many(values, 'levels')[index] ?? say('levels-default');
			const required = many(values, 'required')[index] ?? '3';
			const criterion = criterionOf(question, levels, required);
			const isBlamed = Boolean(errors['rubric'] && criterion.name);
			return {
				label: say('rubric-question', { number: index + 1 }),
				row: index + 1,
				isOpen: Boolean(question) || index === 0,
				...{ question, levels, required },
				wrongLevels: isBlamed && !hasSoundLevels(criterion),
				wrongRequired: isBlamed && !hasReachableLevel(criterion),
			};
		}),
	};
}

/** Whatever is wrong with a row of the rubric is said above its rows. */
function atFields({ question, levels, required, ...others }: FieldErrors): FieldErrors {
	const rubric = question ?? levels ?? required;
	return rubric ? { ...others, rubric } : others;
}
