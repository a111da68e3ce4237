import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, rows } from '../platform/database/database.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { AccountMails, type Addressee } from './account-mails.service.js';
import { AccountTokens, type OpenToken } from './account-tokens.service.js';
import { Confirmations } from './confirmations.service.js';
import { hashPassword } from './password-hash.js';
import { Passwords } from './passwords.service.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'accounts.reset': { email: string; key: string };
	}
}

const LINK_HOURS = 2;

@Injectable()
export class PasswordResets {
	constructor(
		private readonly db: Database,
		private readonly tokens: AccountTokens,
		private readonly confirmations: Confirmations,
		private readonly passwords: Passwords,
		private readonly mails: AccountMails,
		private readonly jobs: Jobs,
	) {
		jobs.handle('accounts.reset', ({ email, key }) => this.mailLink(email, key));
	}

	/** Mails a link to the person with this address, if there is one. A job looks: here the time taken would tell. */
	async request(email: string): Promise<void> {
		await this.db.transaction((tx) => this.jobs.enqueue(tx, 'accounts.reset', { email, key: randomUUID() }));
	}

	find(token: string): Promise<OpenToken | undefined> {
		return this.tokens.find(token, 'reset');
	}

	/** The link came by mail, so using it confirms the address as well. */
	async reset(token: string, password: string): Promise<'changed' | 'gone'> {
		const hash = await hashPassword(password);
		const changed = this.db.transaction(async (tx) => {
			const taken = await this.tokens.take(tx, token, 'reset');
			if (!taken?.userId) return 'gone' as const;
			await this.passwords.set(tx, taken.userId, hash);
			await this.confirmations.mark(tx, taken.userId);
			return 'changed' as const;
		});
		return changed.catch((error: unknown) => {
			// Another account of the same mailbox was confirmed since the link was sent: the address is its own.
			if (isUniqueViolation(error, 'uq_users_email')) return 'gone';
			throw error;
		});
	}

	private async mailLink(email: string, key: string): Promise<void> {
		await this.db.transaction(async (tx) => {
			const [user] = await rows<Addressee & { id: number }>(
				tx,
				`SELECT id, username, email, locale FROM users WHERE lower(email) = lower($1)
				ORDER BY confirmed_at IS NULL, id DESC LIMIT 1`,
				[email],
			);
			if (!user) return;
			const token = await this.tokens.issue(tx, 'reset', user, LINK_HOURS);
			await this.mails.queue(tx, 'reset', user, `/password-reset/${token}`, key);
		});
	}
}
