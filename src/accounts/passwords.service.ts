import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { AccountTokens } from './account-tokens.service.js';
import { hashPassword, verifyPassword } from './password-hash.js';
import { Sessions } from './sessions.service.js';

@Injectable()
export class Passwords {
	constructor(
		private readonly db: Database,
		private readonly tokens: AccountTokens,
		private readonly sessions: Sessions,
	) {}

	/** False for accounts that have none to ask for. */
	async isSet(userId: number): Promise<boolean> {
		return (await this.hashOf(userId)) !== null;
	}

	async matches(userId: number, password: string): Promise<boolean> {
		return verifyPassword(await this.hashOf(userId), password);
	}

	/** Sets a new password for somebody who knows the present one. */
	async change(userId: number, current: string, password: string): Promise<'changed' | 'wrong-password'> {
		if (!(await this.matches(userId, current))) return 'wrong-password';
		const hash = await hashPassword(password);
		await this.db.transaction((tx) => this.set(tx, userId, hash));
		return 'changed';
	}

	/** With a new password all older ways in end: sessions on every device, and links that would reset it. */
	async set(tx: EntityManager, userId: number, hash: string): Promise<void> {
		await rows(tx, 'UPDATE users SET password_hash = $2 WHERE id = $1', [userId, hash]);
		await this.tokens.revoke(tx, 'reset', userId);
		await this.sessions.endAllOf(tx, userId);
	}

	private async hashOf(userId: number): Promise<string | null> {
		const user = await this.db.one<{ hash: string | null }>(
			'SELECT password_hash AS hash FROM users WHERE id = $1',
			[userId],
		);
		return user?.hash ?? null;
	}
}
