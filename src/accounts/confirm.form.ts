import { IsString, MaxLength } from 'class-validator';
import { Next } from './account-fields.form.js';

export class ConfirmForm {
	/** Not asked of whoever is signed in to the account. */
	@IsString({ message: 'accounts.error-confirm-password' })
	@MaxLength(200, { message: 'accounts.error-confirm-password' })
	password = '';

	@Next() next = '';
}
