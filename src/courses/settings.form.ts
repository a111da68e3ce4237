import { IsIn, Matches, MaxLength } from 'class-validator';
import type { CourseSettings } from './course-authoring.service.js';
import { type Accent, ACCENTS } from './course-cover.js';
import type { TaskEditing } from './course.entity.js';
import { CourseForm, newCourseOf, ONE_LINE } from './course.form.js';
import { LICENCES, type Licence } from './licence.policy.js';

export const EFFORT_LIMIT = 40;
export const ATTRIBUTION_LIMIT = 500;

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
	};
}
