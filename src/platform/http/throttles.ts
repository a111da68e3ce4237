import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { TooMany } from './errors.js';

/** Mails that anybody can cause to go to an address that has not asked for them. */
export const MAILS_TO_ONE_ADDRESS = { limit: 10, seconds: 3_600 };

/**
 * Whom a client's address stands for when uses are counted: of IPv6 the network of 64 bits, for whoever has one address
 * of it has them all (RFC 6177); of IPv4 the address, also where it is written as IPv6.
 */
export function networkOf(ip: string): string {
	if (!isIPv6(ip)) return ip;
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
	if (mapped) return mapped;
	const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
	const groups = (text: string) => text.split(':').filter(Boolean);
	const after = groups(tail ?? '');
	const length = after.length + (tail?.includes('.') ? 1 : 0);
	const before = groups(head);
	const zeros = Array<string>(Math.max(0, 8 - before.length - length)).fill('0');
	const network = [...before, ...zeros, ...after]
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16));
	return `${network.join(':')}::/64`;
}

@Injectable()
export class Throttles {
	constructor(private readonly db: Database) {}

	/**
	 * Counts one use of `action` by `who`; throws TooMany past `limit` uses within `seconds` of the first of them. After
	 * that time counting begins anew.
	 */
	async take(
		action: string,
		who: string | number,
		{ limit, seconds }: { limit: number; seconds: number },
	): Promise<void> {
		const row = await this.db.one<{ used: number; left: number }>(
			`INSERT INTO throttles AS t (key, window_start, used) VALUES ($1, now(), 1)
			 ON CONFLICT (key) DO UPDATE SET (window_start, used) = (
				SELECT CASE WHEN is_over THEN now() ELSE t.window_start END, CASE WHEN is_over THEN 1 ELSE t.used + 1 END
				FROM (SELECT t.window_start <= now() - $2::int * interval '1 second' AS is_over) it)
			 RETURNING used, ceil(extract(epoch FROM window_start + $2::int * interval '1 second' - now()))::int AS left`,
			[`${action}:${who}`, seconds],
		);
		if (row && row.used > limit) throw new TooMany(row.left);
	}

	/** Forgets windows that are over; the longest is a day. */
	async sweep(): Promise<void> {
		await this.db.query(`DELETE FROM throttles WHERE window_start < now() - interval '1 day'`);
	}
}
