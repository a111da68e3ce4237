import { IsIn } from 'class-validator';
import { EmailAddress } from '../accounts/account-fields.form.js';
import type { Role } from './invitation.entity.js';

const ROLES: readonly Role[] = ['organiser', 'participant'];

export class LinkForm {
	@IsIn(ROLES, { message: 'forms.error-invalid' })
	role: Role;
}

export class InvitationForm extends LinkForm {
	@EmailAddress() email: string;
}
