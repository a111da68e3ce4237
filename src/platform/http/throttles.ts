import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { TooMany } from './errors.js';

/** Mails that anybody can cause to go to an address that has not asked for them. */
export const MAILS_TO_ONE_ADDRESS = { limit: 10, seconds: 3_600 };

@Injectable()
export class Throttles {
	constructor(private readonly db: Database) {}

	/** Counts one use of `action` by `who` in the present window; throws TooMany past `limit` uses in `seconds`. */
	async take(
		action: string,
		who: string | number,
		{ limit, seconds }: { limit: number; seconds: number },
	): Promise<void> {
		const row = await this.db.one<{ used: number; left: number }>(
			`INSERT INTO throttles (key, window_start, used)
			 VALUES ($1, to_timestamp(floor(extract(epoch FROM now()) / $2::int) * $2::int), 1)
			 ON CONFLICT (key, window_start) DO UPDATE SET used = throttles.used + 1
			 RETURNING used, ceil(extract(epoch FROM window_start) + $2::int - extract(epoch FROM now()))::int AS left`,
			[`${action}:${who}`, seconds],
		);
		if (row && row.used > limit) throw new TooMany(row.left);
	}

	/** Forgets windows that are over; the longest is a day. */
	async sweep(): Promise<void> {
		await this.db.query(`DELETE FROM throttles WHERE window_start < now() - interval '1 day'`);
	}
}
