import { Global, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../../config.js';
import { Changes } from './changes.js';
import { Database } from './database.js';

@Global()
@Module({
	imports: [
		TypeOrmModule.forRootAsync({
			inject: [CONFIG],
			useFactory: (config: Config) => ({
				type: 'postgres' as const,
				url: config.databaseUrl,
				autoLoadEntities: true,
				uuidExtension: 'pgcrypto' as const,
				installExtensions: false,
				poolSize: config.databasePool,
				retryAttempts: 3,
				retryDelay: 500,
				extra: { connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 },
				poolErrorHandler: () => undefined,
			}),
		}),
	],
	providers: [Changes, Database],
	exports: [Changes, Database],
})
export class DatabaseModule implements OnApplicationBootstrap {
	constructor(
		private readonly changes: Changes,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	async onApplicationBootstrap(): Promise<void> {
		if (this.config.role !== 'worker') await this.changes.listen();
	}
}
