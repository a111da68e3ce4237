import { Injectable } from '@nestjs/common';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import type { Locale } from '../platform/i18n/i18n.js';
import { PersonConfirmed } from './account.events.js';
import { AccountTokens } from './account-tokens.service.js';
import { hashPassword } from './password-hash.js';
import type { Registration } from './registrations.service.js';

const LINK_HOURS = 7 * 24;

/** How a new site gets its first admin: by a link that only whoever started it has seen. */
@Injectable()
export class AdminClaims {
	constructor(
		private readonly db: Database,
		private readonly tokens: AccountTokens,
		private readonly events: Events,
	) {}

	/** The token of a new link, in place of earlier ones; null when the site has an admin. */
	create(): Promise<string | null> {
		return this.db.transaction(async (tx) => {
			const [admin] = await rows(tx, 'SELECT id FROM users WHERE admin_since IS NOT NULL LIMIT 1');
			if (admin) return null;
			await this.tokens.revoke(tx, 'admin', null);
			return this.tokens.issue(tx, 'admin', null, LINK_HOURS);
		});
	}

	async isOpen(token: string): Promise<boolean> {
		return (await this.tokens.find(token, 'admin')) !== undefined;
	}

	/** Makes the admin's account, confirmed at once. The link is used up only when that works. */
	async claim(
		token: string,
		wish: Registration,
		locale: Locale,
	): Promise<{ userId: number } | 'username-taken' | 'email-taken' | 'gone'> {
		const password = await hashPassword(wish.password);
		return this.db.transaction(async (tx) => {
			if (!(await this.tokens.lock(tx, token, 'admin'))) return 'gone';
			const [user] = await rows<{ id: number }>(
				tx,
				`INSERT INTO users (username, email, display_name, password_hash, locale, confirmed_at, admin_since)
				VALUES ($1, $2, $3, $4, $5, now(), now()) ON CONFLICT DO NOTHING RETURNING id`,
				[wish.username, wish.email, wish.displayName || wish.username, password, locale],
			);
			if (!user) return this.obstacle(wish);
			await this.tokens.take(tx, token, 'admin');
			await this.events.record(tx, PersonConfirmed, { userId: user.id }, user.id);
			return { userId: user.id };
		});
	}

	private async obstacle({ username }: Registration): Promise<'username-taken' | 'email-taken'> {
		const namesake = await this.db.one('SELECT id FROM users WHERE lower(username) = lower($1)', [username]);
		return namesake ? 'username-taken' : 'email-taken';
	}
}
