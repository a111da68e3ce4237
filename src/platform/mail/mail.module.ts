import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailRow } from './mail.entity.js';
import { MailSender } from './mail-sender.js';
import { Mail } from './mail.js';

@Global()
@Module({
	imports: [TypeOrmModule.forFeature([MailRow])],
	providers: [Mail, MailSender],
	exports: [Mail],
})
export class MailModule {}
