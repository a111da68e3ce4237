import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';

/** Remembers which parts of the demo were loaded. */
@Injectable()
export class DemoSteps {
	constructor(private readonly db: Database) {}

	async isDone(step: string): Promise<boolean> {
		return (await this.db.one('SELECT step FROM demo_loads WHERE step = $1', [step])) !== undefined;
	}

	/** Runs a step and remembers it in the same transaction. */
	async once(step: string, work: (tx: EntityManager) => Promise<void>): Promise<void> {
		if (await this.isDone(step)) return;
		await this.db.transaction(async (tx) => {
			const [first] = await rows(
				tx,
				'INSERT INTO demo_loads (step) VALUES ($1) ON CONFLICT DO NOTHING RETURNING step',
				[step],
			);
			if (first) await work(tx);
		});
	}
}
