import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import nodemailer from 'nodemailer';
import { CONFIG, type Config } from '../../config.js';
import { Database } from '../database/database.js';
import { Jobs } from '../jobs/jobs.js';
import { Mail, type StoredMail } from './mail.js';

/** Hands stored mails to the SMTP server; without one they stay where an admin reads them. */
@Injectable()
export class MailSender implements OnApplicationShutdown {
	private transport: ReturnType<typeof connect> | undefined;

	constructor(
		private readonly db: Database,
		private readonly mail: Mail,
		@Inject(CONFIG) private readonly config: Config,
		jobs: Jobs,
	) {
		jobs.handle('mail.send', ({ mailId }) => this.send(mailId), 'slow');
	}

	/** Not before: until then the jobs that send are ending. */
	onApplicationShutdown(): void {
		this.transport?.close();
	}

	/** Throws when it is worth trying again. What the server refuses for good is noted on the mail. */
	async send(mailId: number): Promise<void> {
		if (!this.config.smtpUrl) return;
		const mail = await this.mail.byId(mailId);
		if (!mail || mail.sentAt) return;
		await this.db.query('UPDATE mails SET attempts = attempts + 1 WHERE id = $1', [mailId]);
		this.transport ??= connect(this.config.smtpUrl);
		try {
			await this.transport.sendMail(envelope(mail, this.config.mailFrom));
		} catch (error) {
			await this.db.query('UPDATE mails SET error = $2 WHERE id = $1', [mailId, String(error).slice(0, 500)]);
			if (isFinal(error)) return;
			throw error;
		}
		await this.db.query('UPDATE mails SET sent_at = now(), error = NULL WHERE id = $1', [mailId]);
	}
}

function connect(url: string) {
	return nodemailer.createTransport({
		...{ url, pool: true, maxConnections: 2 },
		...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 },
		...{ disableFileAccess: true, disableUrlAccess: true },
	});
}

function envelope(mail: StoredMail, from: string) {
	return {
		from,
		to: { name: mail.toName, address: mail.toAddress },
		subject: mail.subject,
		messageId: mail.messageId,
		date: mail.createdAt,
		headers: mail.headers,
		text: mail.textBody,
		html: mail.htmlBody,
	};
}

/** The server said 5xx to this address or this text; a refused sign-in is ours to mend, so it is tried again. */
function isFinal(error: unknown): boolean {
	if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false;
	const aboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
	return aboutMail && Number(error.responseCode) >= 500;
}
