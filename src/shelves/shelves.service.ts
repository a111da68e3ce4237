import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';

/** The badges of a member as their profile shows them: in which order, in which group, and which not at all. */
@Injectable()
export class Shelves {
	constructor(private readonly db: Database) {}

	/** Puts all of them in this order; 'changed' when there are others by now. */
	arrange(userId: number, order: readonly string[]): Promise<'arranged' | 'changed'> {
		return this.db.transaction(async (tx) => {
			const present = await inOrder(tx, userId);
			if ([...present].sort().join() !== [...order].sort().join()) return 'changed';
			await place(tx, userId, order);
			return 'arranged';
		});
	}

	/** Moves one by one place; at the end of the list it stays where it is. */
	move(userId: number, awardId: string, direction: 'up' | 'down'): Promise<'moved' | 'gone'> {
		return this.db.transaction(async (tx) => {
			const order = await inOrder(tx, userId);
			const from = order.indexOf(awardId);
			if (from < 0) return 'gone';
			const to = from + (direction === 'up' ? -1 : 1);
			if (to >= 0 && to < order.length) order.splice(to, 0, ...order.splice(from, 1));
			await place(tx, userId, order);
			return 'moved';
		});
	}

	/** `shelf`: the name of its group, or '' for none. */
	async keep(
		userId: number,
		awardId: string,
		{ shelf, isHidden }: { shelf: string; isHidden: boolean },
	): Promise<'kept' | 'gone'> {
		const [award] = await this.db.query(
			`UPDATE awards SET shelf = $3, hidden_at = CASE WHEN $4 THEN coalesce(hidden_at, now()) END
			WHERE id = $2 AND user_id = $1 AND revoked_at IS NULL RETURNING id`,
			[userId, awardId, shelf, isHidden],
		);
		return award ? 'kept' : 'gone';
	}
}

/** Ids in their present order; others who arrange the same badges wait until we are done. */
async function inOrder(tx: EntityManager, userId: number): Promise<string[]> {
	await rows(tx, 'SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
	const awards = await rows<{ id: string }>(
		tx,
		`SELECT id FROM awards WHERE user_id = $1 AND revoked_at IS NULL
		ORDER BY place NULLS FIRST, awarded_at DESC, id`,
		[userId],
	);
	return awards.map(({ id }) => id);
}

async function place(tx: EntityManager, userId: number, order: readonly string[]): Promise<void> {
	await rows(
		tx,
		`UPDATE awards a SET place = o.place FROM unnest($2::uuid[]) WITH ORDINALITY o (id, place)
		WHERE a.id = o.id AND a.user_id = $1`,
		[userId, order],
	);
}
