import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { Database, rows } from '../platform/database/database.js';
import { Secrets } from '../platform/secrets/secrets.js';
import type { Category } from './kinds.js';

const PURPOSE = 'unsubscribe';

/** Which mails a person wants. The address in each mail is signed, so that it works for whoever got the mail. */
@Injectable()
export class MailChoices {
	constructor(
		private readonly db: Database,
		private readonly secrets: Secrets,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	/** Absolute address that switches one category off for one person (RFC 8058), without signing in. */
	unsubscribeUrl(userId: number, category: Category): string {
		const signature = this.secrets.sign(PURPOSE, `${userId}:${category}`);
		return `${this.config.publicUrl}/unsubscribe/${userId}/${category}/${signature}`;
	}

	isSigned(userId: number, category: Category, signature: string): boolean {
		return this.secrets.isSigned(PURPOSE, `${userId}:${category}`, signature);
	}

	/** The categories that are off; undefined when there is no such person. */
	async offFor(userId: number): Promise<Category[] | undefined> {
		const row = await this.db.one<{ off: Category[] }>(
			`SELECT ARRAY(SELECT category FROM mail_choices WHERE user_id = u.id) AS off FROM users u WHERE u.id = $1`,
			[userId],
		);
		return row?.off;
	}

	async switchOff(userId: number, category: Category): Promise<void> {
		await this.db.query(
			`INSERT INTO mail_choices (user_id, category) SELECT id, $2 FROM users WHERE id = $1 ON CONFLICT DO NOTHING`,
			[userId, category],
		);
	}

	async switchOn(userId: number, category: Category): Promise<void> {
		await this.db.query('DELETE FROM mail_choices WHERE user_id = $1 AND category = $2', [userId, category]);
	}

	/** Exactly these categories are off from now on. */
	async choose(userId: number, off: readonly Category[]): Promise<void> {
		await this.db.transaction(async (tx) => {
			await rows(tx, 'DELETE FROM mail_choices WHERE user_id = $1 AND category <> ALL($2)', [userId, off]);
			await rows(
				tx,
				`INSERT INTO mail_choices (user_id, category) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
				[userId, off],
			);
		});
	}
}
