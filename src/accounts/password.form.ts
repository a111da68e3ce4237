import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { EmailAddress, NewPassword } from './account-fields.form.js';

export class ResetRequestForm {
	@EmailAddress() email: string;
}

export class NewPasswordForm {
	@NewPassword() password: string;
}

export class ChangePasswordForm {
	@IsString({ message: 'accounts.error-password-missing' })
	@IsNotEmpty({ message: 'accounts.error-password-missing' })
	@MaxLength(200, { message: 'accounts.error-current-password' })
	currentPassword: string;

	@NewPassword() password: string;
}
