import { Injectable } from '@nestjs/common';
import { Database, rows } from '../../platform/database/database.js';

/** Watching a course without joining it. */
@Injectable()
export class Followings {
	constructor(private readonly db: Database) {}

	async follow(member: { id: number }, courseId: number): Promise<void> {
		await this.db.transaction((tx) =>
			rows(tx, 'INSERT INTO course_followers (course_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
				courseId,
				member.id,
			]),
		);
	}

	async unfollow(member: { id: number }, courseId: number): Promise<void> {
		await this.db.transaction((tx) =>
			rows(tx, 'DELETE FROM course_followers WHERE course_id = $1 AND user_id = $2', [courseId, member.id]),
		);
	}
}
