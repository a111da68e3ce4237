import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionReader } from '../platform/http/viewer.js';
import { AccountMails } from './account-mails.service.js';
import { AccountRemoval } from './account-removal.service.js';
import { AccountToken } from './account-token.entity.js';
import { AccountTokens } from './account-tokens.service.js';
import { AccountsSweep } from './accounts-sweep.service.js';
import { AdminClaimController } from './admin-claim.controller.js';
import { AdminClaims } from './admin-claims.service.js';
import { ConfirmationController } from './confirmation.controller.js';
import { Confirmations } from './confirmations.service.js';
import { PasswordController } from './password.controller.js';
import { PasswordResetController } from './password-reset.controller.js';
import { PasswordResets } from './password-resets.service.js';
import { Passwords } from './passwords.service.js';
import { PeopleQueries } from './people.queries.js';
import { PreferencesController } from './preferences.controller.js';
import { ProfileLink } from './profile-link.entity.js';
import { Profiles } from './profiles.service.js';
import { RegistrationController } from './registration.controller.js';
import { Registrations } from './registrations.service.js';
import { SessionController } from './session.controller.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.service.js';
import { SettingsController } from './settings.controller.js';
import { SignIns } from './sign-ins.service.js';
import { User } from './user.entity.js';

@Global()
@Module({
	imports: [TypeOrmModule.forFeature([User, Session, AccountToken, ProfileLink])],
	controllers: [
		AdminClaimController,
		ConfirmationController,
		PasswordController,
		PasswordResetController,
		PreferencesController,
		RegistrationController,
		SessionController,
		SettingsController,
	],
	providers: [
		AccountMails,
		AccountRemoval,
		AccountTokens,
		AccountsSweep,
		AdminClaims,
		Confirmations,
		PasswordResets,
		Passwords,
		PeopleQueries,
		Profiles,
		Registrations,
		Sessions,
		SignIns,
		{ provide: SessionReader, useExisting: Sessions },
	],
	exports: [AccountRemoval, AdminClaims, Passwords, Profiles, Registrations, Sessions, SessionReader],
})
export class AccountsModule {}
