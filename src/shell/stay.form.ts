import { Equals, IsOptional } from 'class-validator';

export class StayForm {
	@IsOptional()
	@Equals('true', { message: 'forms.error-invalid' })
	shareEmail?: 'true';
}
