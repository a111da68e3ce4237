import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { hashToken, newToken } from '../platform/http/cookies.js';
import type { AccountToken } from './account-token.entity.js';

type Purpose = AccountToken['purpose'];

/** What a link that is still good belongs to; nobody yet when it is an admin's. */
export interface OpenToken {
	userId: number | null;
	username: string | null;
	email: string | null;
}

const open = 'purpose = $2 AND used_at IS NULL AND expires_at > now()';

/** The secrets in mailed links. The table holds their digests only, so that reading it opens no account. */
@Injectable()
export class AccountTokens {
	constructor(private readonly db: Database) {}

	async issue(
		tx: EntityManager,
		purpose: Purpose,
		user: { id: number; email: string } | null,
		hours: number,
	): Promise<string> {
		const token = newToken();
		await rows(
			tx,
			`INSERT INTO account_tokens (token_hash, purpose, user_id, email, expires_at)
			VALUES ($1, $2, $3, $4, now() + make_interval(hours => $5))`,
			[hashToken(token), purpose, user?.id ?? null, user?.email ?? null, hours],
		);
		return token;
	}

	/** Looks without using; undefined for a link that never was, was used, or is too old. */
	find(token: string, purpose: Purpose): Promise<OpenToken | undefined> {
		return this.db.one<OpenToken>(
			`SELECT t.user_id AS "userId", u.username, t.email
			FROM account_tokens t LEFT JOIN users u ON u.id = t.user_id
			WHERE t.token_hash = $1 AND ${open}`,
			[hashToken(token), purpose],
		);
	}

	/** False when the link is no longer good. Whoever uses it at the same moment waits for `tx`, and then finds it used. */
	async lock(tx: EntityManager, token: string, purpose: Purpose): Promise<boolean> {
		const locked = await rows(
			tx,
			`SELECT 1 FROM account_tokens WHERE token_hash = $1 AND ${open} FOR UPDATE`,
			[hashToken(token), purpose],
		);
		return locked.length > 0;
	}

	/** Uses the token up; of two at the same moment only one gets it. */
	async take(
		tx: EntityManager,
		token: string,
		purpose: Purpose,
	): Promise<{ userId: number | null } | undefined> {
		const [taken] = await rows<{ userId: number | null }>(
			tx,
			`UPDATE account_tokens SET used_at = now() WHERE token_hash = $1 AND ${open} RETURNING user_id AS "userId"`,
			[hashToken(token), purpose],
		);
		return taken;
	}

	/** Makes the other links of this purpose worthless: a person's, or those that belong to nobody. */
	async revoke(tx: EntityManager, purpose: Purpose, userId: number | null): Promise<void> {
		await rows(
			tx,
			'DELETE FROM account_tokens WHERE purpose = $1 AND user_id IS NOT DISTINCT FROM $2 AND used_at IS NULL',
			[purpose, userId],
		);
	}

	async sweep(): Promise<void> {
		await this.db.query('DELETE FROM account_tokens WHERE expires_at < now()');
	}
}
