import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../../config.js';
import { Database, rows } from '../database/database.js';
import type { Slice } from '../http/paginate.js';
import { I18n } from '../i18n/i18n.js';
import { Jobs } from '../jobs/jobs.js';
import { oneLine, renderMail } from './mail-layout.js';
import type { MailMessage } from './mail-message.js';

declare module '../jobs/jobs.js' {
	interface JobMap {
		'mail.send': { mailId: number };
	}
}

export type MailState = 'sent' | 'failed' | 'outbox';

export interface OutboxMail {
	id: number;
	toAddress: string;
	toName: string;
	subject: string;
	state: MailState;
	error: string | null;
	attempts: number;
	createdAt: Date;
	sentAt: Date | null;
}

export interface StoredMail extends OutboxMail {
	messageId: string;
	locale: string;
	textBody: string;
	htmlBody: string;
	headers: Record<string, string>;
}

const ADDRESS = /^[^\s\p{Cc}<>,;:"()]+@[^\s\p{Cc}<>,;:"()@]+$/u;
const state = `CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN error IS NOT NULL THEN 'failed' ELSE 'outbox' END AS state`;
const summary = `id, to_address AS "toAddress", to_name AS "toName", subject, ${state}, error, attempts,
	created_at AS "createdAt", sent_at AS "sentAt"`;

@Injectable()
export class Mail {
	constructor(
		private readonly db: Database,
		private readonly jobs: Jobs,
		private readonly i18n: I18n,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	/**
	 * Writes a mail with the transaction `tx` and has it sent after commit; the second with the same key is ignored.
	 * The Message-ID is made here, so that whatever is sent twice is seen to be the same mail (RFC 5322 §3.6.4).
	 * Nothing is written for addresses under `.invalid`, which nobody can have (RFC 2606 §2): the demo's people.
	 * Throws when the address could be taken for more than one.
	 */
	async queue(tx: EntityManager, message: MailMessage): Promise<void> {
		if (!ADDRESS.test(message.to.address))
			throw new Error(`Not a single mail address: ${message.to.address}`);
		if (message.to.address.toLowerCase().endsWith('.invalid')) return;
		const { siteName, publicUrl } = this.config;
		const subject = oneLine(message.subject);
		const { text, html } = renderMail({ ...message, subject }, { name: siteName, url: publicUrl }, this.i18n);
		const [mail] = await rows<{ id: number }>(
			tx,
			`INSERT INTO mails (key, message_id, to_address, to_name, locale, subject, text_body, html_body, headers)
			 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			 ON CONFLICT (key) DO NOTHING RETURNING id`,
			[
				message.key,
				`<${randomUUID()}@${new URL(publicUrl).hostname}>`,
				message.to.address,
				oneLine(message.to.name),
				message.locale,
				subject,
				text,
				html,
				JSON.stringify(headersOf(message)),
			],
		);
		if (mail) await this.jobs.enqueue(tx, 'mail.send', { mailId: mail.id }, { key: `mail:${mail.id}` });
	}

	/** Forgets all mails to an address whose owner goes, those not sent yet as well. */
	async forget(tx: EntityManager, address: string): Promise<void> {
		await rows(tx, 'DELETE FROM mails WHERE lower(to_address) = lower($1)', [address]);
	}

	/** All mails, the latest first; one more than the slice's limit when there are further ones. */
	outbox(slice: Slice): Promise<OutboxMail[]> {
		return this.db.query<OutboxMail>(`SELECT ${summary} FROM mails ORDER BY id DESC LIMIT $1 OFFSET $2`, [
			slice.limit + 1,
			slice.offset,
		]);
	}

	byId(id: number): Promise<StoredMail | undefined> {
		return this.db.one<StoredMail>(
			`SELECT ${summary}, message_id AS "messageId", locale, text_body AS "textBody", html_body AS "htmlBody", headers
			 FROM mails WHERE id = $1`,
			[id],
		);
	}
}

function headersOf(message: MailMessage): Record<string, string> {
	const headers = { 'Auto-Submitted': 'auto-generated' };
	if (!message.unsubscribeUrl) return headers;
	return {
		...headers,
		'List-Unsubscribe': `<${new URL(message.unsubscribeUrl).href}>`,
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
	};
}
