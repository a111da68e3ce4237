import { IsIn, IsOptional, Matches } from 'class-validator';

export class ReadingForm {
	/** The latest notification that the person has been shown. */
	@Matches(/^[1-9]\d{0,8}$/, { message: 'forms.error-invalid' })
	upTo: string;
}

/** A ticked box posts its value, an empty one nothing. */
export class MailChoicesForm {
	@IsOptional()
	@IsIn(['true'], { message: 'forms.error-invalid' })
	award?: string;

	@IsOptional()
	@IsIn(['true'], { message: 'forms.error-invalid' })
	comment?: string;

	@IsOptional()
	@IsIn(['true'], { message: 'forms.error-invalid' })
	joined?: string;

	@IsOptional()
	@IsIn(['true'], { message: 'forms.error-invalid' })
	accepted?: string;

	@IsOptional()
	@IsIn(['true'], { message: 'forms.error-invalid' })
	application?: string;

	@IsOptional()
	@IsIn(['true'], { message: 'forms.error-invalid' })
	review?: string;

	@IsOptional()
	@IsIn(['true'], { message: 'forms.error-invalid' })
	asked?: string;

	@IsOptional()
	@IsIn(['true'], { message: 'forms.error-invalid' })
	run?: string;
}
