import { Injectable } from '@nestjs/common';
import { Database, rows } from '../platform/database/database.js';
import type { Locale } from '../platform/i18n/i18n.js';
import { Confirmations } from './confirmations.service.js';
import { hashPassword, verifyPassword } from './password-hash.js';

export interface Registration {
	username: string;
	email: string;
	password: string;
	/** The username stands in for an empty one. */
	displayName: string;
	/** Where the link in the mail leads on to; '/' unless told. */
	next?: string;
}

@Injectable()
export class Registrations {
	constructor(
		private readonly db: Database,
		private readonly confirmations: Confirmations,
	) {}

	/**
	 * Makes an unconfirmed account and mails its link. Does the same when the address is somebody's already,
	 * who is then told by mail: only a reader of the mailbox learns whether the address was known.
	 */
	async register(wish: Registration, locale: Locale): Promise<{ userId: number } | 'username-taken'> {
		const password = await hashPassword(wish.password);
		return this.db.transaction(async (tx) => {
			const [user] = await rows<{ id: number }>(
				tx,
				`INSERT INTO users (username, email, display_name, password_hash, locale) VALUES ($1, $2, $3, $4, $5)
				ON CONFLICT (lower(username)) DO NOTHING RETURNING id`,
				[wish.username, wish.email, wish.displayName || wish.username, password, locale],
			);
			if (!user) return this.sentTwice(wish);
			await this.confirmations.send(tx, { ...wish, id: user.id, locale }, wish.next);
			return { userId: user.id };
		});
	}

	/** The same form once more, from an impatient finger, is no conflict with itself. */
	private async sentTwice(wish: Registration): Promise<{ userId: number } | 'username-taken'> {
		const earlier = await this.db.one<{ id: number; passwordHash: string | null }>(
			`SELECT id, password_hash AS "passwordHash" FROM users
			WHERE lower(username) = lower($1) AND lower(email) = lower($2) AND confirmed_at IS NULL`,
			[wish.username, wish.email],
		);
		const same = await verifyPassword(earlier?.passwordHash ?? null, wish.password);
		return earlier && same ? { userId: earlier.id } : 'username-taken';
	}
}
