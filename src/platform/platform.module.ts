import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { ClockModule } from './clock/clock.module.js';
import { DatabaseModule } from './database/database.module.js';
import { EventsModule } from './events/events.module.js';
import { FetcherModule } from './fetcher/fetcher.module.js';
import { FilesModule } from './files/files.module.js';
import { HttpModule } from './http/http.module.js';
import { I18nModule } from './i18n/i18n.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailModule } from './mail/mail.module.js';
import { MarkdownModule } from './markdown/markdown.module.js';
import { SecretsModule } from './secrets/secrets.js';
import { ViewsModule } from './views/views.module.js';

@Global()
@Module({
	imports: [
		ClockModule,
		SecretsModule,
		DatabaseModule,
		I18nModule,
		ViewsModule,
		HttpModule,
		JobsModule,
		EventsModule,
		FetcherModule,
		FilesModule,
		MailModule,
		MarkdownModule,
	],
})
export class PlatformModule {
	static with(config: Config): DynamicModule {
		return { module: PlatformModule, providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] };
	}
}
