import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import type { Config } from './config.js';
import { CoursesModule } from './courses/courses.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { SchoolsModule } from './schools/schools.module.js';
import { ShellModule } from './shell/shell.module.js';

/** The table of contents: features in the direction of their dependencies. */
@Module({ imports: [AccountsModule, SchoolsModule, CoursesModule, ShellModule] })
export class AppModule {
	static with(config: Config): DynamicModule {
		return { module: AppModule, imports: [PlatformModule.with(config)] };
	}
}
