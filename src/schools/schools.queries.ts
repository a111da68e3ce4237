import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export interface SchoolChoice {
	id: number;
	name: string;
}

@Injectable()
export class SchoolsQueries {
	constructor(private readonly db: Database) {}

	/** Schools that the person organises, by name. */
	organisedBy(userId: number): Promise<SchoolChoice[]> {
		return this.db.query<SchoolChoice>(
			`SELECT s.id, s.name FROM schools s JOIN school_organisers o ON o.school_id = s.id
			WHERE o.user_id = $1 ORDER BY lower(s.name)`,
			[userId],
		);
	}
}
