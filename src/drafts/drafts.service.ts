import { Injectable } from '@nestjs/common';
import { Database, rows } from '../platform/database/database.js';
import type { Values } from '../platform/forms/form.js';
import { Jobs } from '../platform/jobs/jobs.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'drafts.sweep': Record<string, never>;
	}
}

export interface DraftRow {
	fields: Readonly<Record<string, string>>;
	savedAt: Date;
}

interface Writer {
	id: number;
}

const PLACE = /^[a-z]{1,20}(-[a-z]{1,20})?-[1-9]\d{0,9}$/;
const MOST_PLACES = 50;
const MOST_FIELDS = 20;
/** Longest draft in UTF-16 code units, all its fields together: more than the longest text. */
const LIMIT = 120_000;
/** What belongs to one sending of the form. */
const CARRIED = new Set(['intent', 'file', 'alt']);

/** Keeps what somebody is writing until they save it, on the server, so that it outlives browser and session. */
@Injectable()
export class Drafts {
	constructor(
		jobs: Jobs,
		private readonly db: Database,
	) {
		jobs.handle('drafts.sweep', () => this.sweep());
	}

	/** Keeps the fields of a form as the draft of its place, the latest 50 places of each person. */
	async keep({ id }: Writer, place: string, values: Values): Promise<'kept' | 'impossible'> {
		const fields = Object.entries(values).filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string' && !CARRIED.has(entry[0]),
		);
		const length = fields.reduce((sum, [name, text]) => sum + name.length + text.length, 0);
		if (!PLACE.test(place) || fields.length > MOST_FIELDS || length > LIMIT) return 'impossible';
		await this.db.transaction(async (tx) => {
			await rows(
				tx,
				`INSERT INTO drafts (user_id, place, fields) VALUES ($1, $2, $3)
				ON CONFLICT (user_id, place) DO UPDATE SET fields = excluded.fields, saved_at = now()`,
				[id, place, JSON.stringify(Object.fromEntries(fields))],
			);
			await rows(
				tx,
				`DELETE FROM drafts WHERE user_id = $1 AND place IN (
					SELECT place FROM drafts WHERE user_id = $1 ORDER BY saved_at DESC, place OFFSET ${MOST_PLACES})`,
				[id],
			);
		});
		return 'kept';
	}

	/** The draft of a place, if it holds anything else than `present`, the form as it would be without it. */
	async of({ id }: Writer, place: string, present: Values): Promise<DraftRow | undefined> {
		const draft = await this.db.one<DraftRow>(
			'SELECT fields, saved_at AS "savedAt" FROM drafts WHERE user_id = $1 AND place = $2',
			[id, place],
		);
		const isNews =
			draft && Object.entries(present).some(([name, text]) => (draft.fields[name] ?? text) !== text);
		return isNews ? draft : undefined;
	}

	async forget({ id }: Writer, place: string): Promise<void> {
		await this.db.query('DELETE FROM drafts WHERE user_id = $1 AND place = $2', [id, place]);
	}

	private async sweep(): Promise<void> {
		await this.db.query(`DELETE FROM drafts WHERE saved_at < now() - interval '90 days'`);
	}
}
