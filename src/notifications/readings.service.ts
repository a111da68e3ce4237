import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

@Injectable()
export class Readings {
	constructor(private readonly db: Database) {}

	/** Marks as read what the person has been shown; what came later stays unread. */
	async markRead(userId: number, upTo: number): Promise<void> {
		await this.db.query(
			'UPDATE notifications SET read_at = now() WHERE user_id = $1 AND id <= $2 AND read_at IS NULL',
			[userId, upTo],
		);
	}
}
