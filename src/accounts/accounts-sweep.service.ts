import { Injectable } from '@nestjs/common';
import { Throttles } from '../platform/http/throttles.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { AccountTokens } from './account-tokens.service.js';
import { Confirmations } from './confirmations.service.js';
import { Sessions } from './sessions.service.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'accounts.sweep': Record<string, never>;
	}
}

/** Forgets what is over: sessions, links, counted attempts, claims to other people's addresses. */
@Injectable()
export class AccountsSweep {
	constructor(
		jobs: Jobs,
		private readonly sessions: Sessions,
		private readonly tokens: AccountTokens,
		private readonly confirmations: Confirmations,
		private readonly throttles: Throttles,
	) {
		jobs.handle('accounts.sweep', () => this.sweep());
	}

	async sweep(): Promise<void> {
		await this.sessions.sweep();
		await this.tokens.sweep();
		await this.confirmations.sweep();
		await this.throttles.sweep();
	}
}
