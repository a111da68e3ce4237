import { AnyUsername, DisplayName, EmailAddress, NewPassword } from './account-fields.form.js';

/** As for registering, but the admin may bear a name such as “admin”. */
export class AdminClaimForm {
	@AnyUsername() username: string;
	@EmailAddress() email: string;
	@DisplayName() displayName = '';
	@NewPassword() password: string;
}
