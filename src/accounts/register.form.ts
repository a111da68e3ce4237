import { DisplayName, EmailAddress, NewPassword, Next, Username } from './account-fields.form.js';

export class RegisterForm {
	@Username() username: string;
	@EmailAddress() email: string;
	@DisplayName() displayName = '';
	@NewPassword() password: string;
	@Next() next = '';
}
