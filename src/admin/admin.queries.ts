import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export interface SiteCounts {
	people: number;
	unconfirmed: number;
	courses: number;
	participants: number;
	comments: number;
	awards: number;
}

@Injectable()
export class AdminQueries {
	constructor(private readonly db: Database) {}

	async counts(): Promise<SiteCounts> {
		const [counts] = await this.db.query<SiteCounts>(
			`SELECT (SELECT count(*) FROM users WHERE confirmed_at IS NOT NULL)::int AS people,
				(SELECT count(*) FROM users WHERE confirmed_at IS NULL)::int AS unconfirmed,
				(SELECT count(*) FROM courses WHERE published_at IS NOT NULL AND deleted_at IS NULL)::int AS courses,
				(SELECT count(*) FROM memberships WHERE left_at IS NULL)::int AS participants,
				(SELECT count(*) FROM comments)::int AS comments,
				(SELECT count(*) FROM awards)::int AS awards`,
		);
		if (!counts) throw new Error('Counting gave no row.');
		return counts;
	}
}
