import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Next } from './account-fields.form.js';

export class SignInForm {
	@IsString({ message: 'accounts.error-login-missing' })
	@IsNotEmpty({ message: 'accounts.error-login-missing' })
	@MaxLength(254, { message: 'accounts.error-sign-in' })
	login: string;

	@IsString({ message: 'accounts.error-password-missing' })
	@IsNotEmpty({ message: 'accounts.error-password-missing' })
	@MaxLength(200, { message: 'accounts.error-sign-in' })
	password: string;

	@Next() next = '';
}
