import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';

@Injectable()
export class GrantReports {
	/** Takes a person's name and address out of what organisers have read about their lists; the outcomes stay. */
	async forget(tx: EntityManager, userId: number): Promise<void> {
		await rows(
			tx,
			`UPDATE grant_lines l SET line = '' FROM users u
			WHERE u.id = $1 AND (l.user_id = u.id OR lower(l.line) IN (lower(u.username), lower(u.email)))`,
			[userId],
		);
	}
}
