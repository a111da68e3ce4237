import {
	IsIn,
	IsISO8601,
	Matches,
	MaxLength,
	Validate,
	ValidateIf,
	ValidatorConstraint,
	type ValidatorConstraintInterface,
} from 'class-validator';
import { isTimeZone } from '../platform/i18n/dates.js';
import type { CourseSettings } from './course-authoring.service.js';
import { type Accent, ACCENTS } from './course-cover.js';
import type { TaskEditing } from './course.entity.js';
import { CourseForm, newCourseOf, ONE_LINE } from './course.form.js';
import { LICENCES, type Licence } from './licence.policy.js';
import type { Pace, SignUp } from './run.entity.js';

export const EFFORT_LIMIT = 40;
export const ATTRIBUTION_LIMIT = 500;

const DAY = /^2[01]\d\d-\d\d-\d\d$/;

@ValidatorConstraint()
class KnownTimeZone implements ValidatorConstraintInterface {
	validate(value: unknown): boolean {
		return typeof value === 'string' && isTimeZone(value);
	}
}

export class SettingsForm extends CourseForm {
	@Matches(ONE_LINE, { message: 'courses.error-effort' })
	@MaxLength(EFFORT_LIMIT, { message: 'courses.error-effort' })
	effort = '';

	@IsIn(ACCENTS, { message: 'courses.error-choice' })
	accent: Accent;

	@IsIn(LICENCES, { message: 'courses.error-choice' })
	licence: Licence;

	/** Whom the licence asks to be named; '' for the organisers. */
	@Matches(ONE_LINE, { message: 'courses.error-attribution' })
	@MaxLength(ATTRIBUTION_LIMIT, { message: 'courses.error-attribution' })
	attribution = '';

	@IsIn(['organisers', 'participants'], { message: 'courses.error-choice' })
	taskEditing: TaskEditing;

	@IsIn(['', 'true'], { message: 'courses.error-choice' })
	isUnlisted = '';

	@IsIn(['rolling', 'fixed'], { message: 'courses.error-choice' })
	pace: Pace;

	@ValidateIf((form: SettingsForm) => form.startsOn !== '')
	@Matches(DAY, { message: 'courses.error-date' })
	@IsISO8601({ strict: true }, { message: 'courses.error-date' })
	startsOn = '';

	@ValidateIf((form: SettingsForm) => form.endsOn !== '')
	@Matches(DAY, { message: 'courses.error-date' })
	@IsISO8601({ strict: true }, { message: 'courses.error-date' })
	endsOn = '';

	@Validate(KnownTimeZone, { message: 'courses.error-time-zone' })
	timeZone: string;

	@IsIn(['open', 'closed'], { message: 'courses.error-choice' })
	signUp: SignUp;
}

/** An end before the start, which no single field can see. */
export function datesAreTurned({ pace, startsOn, endsOn }: SettingsForm): boolean {
	return pace === 'fixed' && startsOn !== '' && endsOn !== '' && endsOn < startsOn;
}

export function settingsOf(form: SettingsForm): CourseSettings {
	return {
		...newCourseOf(form),
		effort: form.effort,
		accent: form.accent,
		licence: form.licence,
		attribution: form.attribution,
		taskEditing: form.taskEditing,
		isUnlisted: form.isUnlisted === 'true',
		run: {
			pace: form.pace,
			startsOn: form.startsOn || null,
			endsOn: form.endsOn || null,
			timeZone: form.timeZone,
			signUp: form.signUp,
		},
	};
}
