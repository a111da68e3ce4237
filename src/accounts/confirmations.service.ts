import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, isUniqueViolation, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { PersonConfirmed } from './account.events.js';
import { AccountMails, type Addressee } from './account-mails.service.js';
import { AccountTokens, type OpenToken } from './account-tokens.service.js';

const LINK_HOURS = 72;

@Injectable()
export class Confirmations {
	constructor(
		private readonly db: Database,
		private readonly tokens: AccountTokens,
		private readonly events: Events,
		private readonly mails: AccountMails,
	) {}

	/**
	 * Mails the link that confirms and goes on to the path `next`; or, where the address is a confirmed person's,
	 * a word to that person.
	 */
	async send(tx: EntityManager, user: Addressee & { id: number }, next = ''): Promise<void> {
		const [owner] = await rows<Addressee>(
			tx,
			'SELECT username, email, locale FROM users WHERE lower(email) = lower($1) AND confirmed_at IS NOT NULL',
			[user.email],
		);
		if (owner) return this.mails.queue(tx, 'known', owner, '/password-reset');
		const token = await this.tokens.issue(tx, 'confirm', user, LINK_HOURS);
		const onward = next ? `?next=${encodeURIComponent(next)}` : '';
		await this.mails.queue(tx, 'confirm', user, `/confirm/${token}${onward}`);
	}

	/** Mails the link once more. */
	sendAgain(userId: number): Promise<'sent' | 'already-confirmed'> {
		return this.db.transaction(async (tx) => {
			const [user] = await rows<Addressee & { id: number }>(
				tx,
				'SELECT id, username, email, locale FROM users WHERE id = $1 AND confirmed_at IS NULL',
				[userId],
			);
			if (!user) return 'already-confirmed';
			await this.send(tx, user);
			return 'sent';
		});
	}

	find(token: string): Promise<OpenToken | undefined> {
		return this.tokens.find(token, 'confirm');
	}

	confirm(token: string): Promise<'confirmed' | 'address-taken' | 'gone'> {
		const confirmed = this.db.transaction(async (tx) => {
			const taken = await this.tokens.take(tx, token, 'confirm');
			if (!taken?.userId) return 'gone' as const;
			await this.mark(tx, taken.userId);
			return 'confirmed' as const;
		});
		return confirmed.catch((error: unknown) => {
			if (isUniqueViolation(error, 'uq_users_email')) return 'address-taken';
			throw error;
		});
	}

	/** Removes the account whose address is not that of whoever made it. */
	refuse(token: string): Promise<'removed' | 'gone'> {
		return this.db.transaction(async (tx) => {
			const taken = await this.tokens.take(tx, token, 'confirm');
			const removed = await rows(
				tx,
				'DELETE FROM users WHERE id = $1 AND confirmed_at IS NULL RETURNING id',
				[taken?.userId ?? 0],
			);
			return removed.length > 0 ? 'removed' : 'gone';
		});
	}

	/** Throws the unique violation of uq_users_email when another account confirmed the address before. */
	async mark(tx: EntityManager, userId: number): Promise<void> {
		const [first] = await rows(
			tx,
			'UPDATE users SET confirmed_at = now() WHERE id = $1 AND confirmed_at IS NULL RETURNING id',
			[userId],
		);
		if (first) await this.events.record(tx, PersonConfirmed, { userId }, userId);
	}

	/** Accounts that claimed another's address in vain give their usernames back after a week. */
	async sweep(): Promise<void> {
		await this.db.query(
			`DELETE FROM users claim USING users owner
			WHERE claim.confirmed_at IS NULL AND claim.created_at < now() - interval '7 days'
				AND lower(owner.email) = lower(claim.email) AND owner.confirmed_at IS NOT NULL`,
		);
	}
}
