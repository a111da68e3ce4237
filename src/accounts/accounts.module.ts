import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionReader } from '../platform/http/viewer.js';
import { AccountToken } from './account-token.entity.js';
import { ProfileLink } from './profile-link.entity.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.service.js';
import { User } from './user.entity.js';

@Global()
@Module({
	imports: [TypeOrmModule.forFeature([User, Session, AccountToken, ProfileLink])],
	providers: [Sessions, { provide: SessionReader, useExisting: Sessions }],
	exports: [Sessions, SessionReader],
})
export class AccountsModule {}
