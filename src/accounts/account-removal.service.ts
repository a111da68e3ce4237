import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { Mail } from '../platform/mail/mail.js';
import { AccountMails, type Addressee } from './account-mails.service.js';

/** The end of an account itself; what it means to the other features is theirs to settle before. */
@Injectable()
export class AccountRemoval {
	constructor(
		private readonly mail: Mail,
		private readonly mails: AccountMails,
	) {}

	/** Until `tx` is over nothing new can belong to this person. */
	async hold(tx: EntityManager, userId: number): Promise<void> {
		await rows(tx, 'SELECT FROM users WHERE id = $1 FOR UPDATE', [userId]);
	}

	/** Removes the account with its sessions, links and settings, and tells its owner. */
	async remove(tx: EntityManager, userId: number): Promise<void> {
		const [removed] = await rows<Addressee & { isConfirmed: boolean }>(
			tx,
			`DELETE FROM users WHERE id = $1
			RETURNING username, email, locale, confirmed_at IS NOT NULL AS "isConfirmed"`,
			[userId],
		);
		// An address that nobody confirmed may be somebody else's.
		if (!removed?.isConfirmed) return;
		await this.mail.forget(tx, removed.email);
		await this.mails.queue(tx, 'erased', removed, '/');
	}
}
