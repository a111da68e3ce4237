import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';

export const WORK_LIMIT = 20_000;
export const REFLECTION_LIMIT = 5_000;

export class ApplicationForm {
	@MaxLength(2_000, { message: 'applications.error-url' })
	@Matches(/^$|^https?:\/\/[^\s"<>]+$/, { message: 'applications.error-url' })
	url = '';

	@MaxLength(WORK_LIMIT, { message: 'applications.error-body' })
	body = '';

	@MaxLength(REFLECTION_LIMIT, { message: 'applications.error-reflection-long' })
	reflection = '';

	/** Which button was pressed. */
	@IsOptional()
	@IsIn(['save', 'submit'], { message: 'forms.error-invalid' })
	intent: 'save' | 'submit' = 'save';
}
