import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { badgeUrl } from './badge.page.js';
import { REVIEWERS } from './badge-version.entity.js';
import { CRITERIA_ROWS } from './rule.form.js';
import type { SettingsRow } from './rule-settings.queries.js';

function many(values: Values, name: string): readonly string[] {
	const value = values[name];
	return value === undefined ? [] : [value].flat();
}

function stored({ settings, named, offers }: SettingsRow): Values {
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
		question: settings.rubric.map(({ name }) => name),
		levels: settings.rubric.map(({ levels }) => levels.join(', ')),
		required: settings.rubric.map(({ required }) => String(required + 1)),
	};
}

/** The form in which the organisers say how a badge is earned; of its parts those that its rule needs. */
export function ruleEditPage(
	badge: SettingsRow,
	viewer: Viewer,
	i18n: I18n,
	typed: Values | undefined = undefined,
	errors: FieldErrors = {},
) {
	const say = (key: string, args = {}) => i18n.t(viewer.locale, `badges.${key}`, args);
	const values = typed ?? stored(badge);
	const { rule, offers, name } = badge;
	const choices = (field: 'prerequisites' | 'parts') =>
		offers.map(({ publicId, name: label }) => ({
			...{ field, label, value: publicId },
			checked: many(values, field).includes(publicId),
		}));
	const questions = many(values, 'question');
	return {
		title: say('rule-edit-title', { badge: name }),
		crumbs: [
			{ label: i18n.t(viewer.locale, 'shell.badges'), href: '/badges' },
			{ label: name, href: badgeUrl(badge) },
			{ label: say('rule-title') },
		],
		action: `${badgeUrl(badge)}/rule?_method=PUT`,
		...{ values, errors },
		isReviewed: rule === 'review' || rule === 'peer',
		isPeer: rule === 'peer',
		isPath: rule === 'badges',
		mayRepeat: rule === 'review' || rule === 'peer' || rule === 'organiser',
		who: REVIEWERS.map((value) => ({ value, label: say(`who-${value}`) })),
		prerequisites: choices('prerequisites'),
		parts: choices('parts'),
		isRepeatable: values['isRepeatable'] === 'true',
		takesApplications: values['takesApplications'] === 'true',
		rubricProblem: errors['rubric'] ? i18n.t(viewer.locale, errors['rubric']) : '',
		rubric: Array.from({ length: CRITERIA_ROWS }, (_row, index) => ({
			label: say('rubric-question', { number: index + 1 }),
			row: index + 1,
			isOpen: Boolean(questions[index]) || index === 0,
			question: questions[index] ?? '',
			levels: many(values, 'levels')[index] ?? say('levels-default'),
			required: many(values, 'required')[index] ?? '3',
		})),
	};
}
