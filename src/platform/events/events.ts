import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../database/database.js';
import { Jobs, QUEUE, WAKE } from '../jobs/jobs.js';
import type { EventType } from './event-type.js';

declare module '../jobs/jobs.js' {
	interface JobMap {
		/** Those queued by earlier versions name one event. */
		'events.deliver': { eventIds: number[] } | { eventId: number };
	}
}

export interface RecordedEvent<P extends object> {
	id: number;
	name: string;
	actorId: number | null;
	payload: P;
	createdAt: Date;
}

const RECORD = `WITH event AS (
		INSERT INTO events (name, actor_id, payload) VALUES ($1, $2, $3) RETURNING id
	), queued AS (
		${QUEUE} SELECT 'events.deliver', json_build_object('eventIds', json_build_array(id)) FROM event RETURNING ${WAKE}
	) SELECT id FROM event CROSS JOIN queued`;

type Handler = (event: RecordedEvent<object>, tx: EntityManager) => Promise<void>;

@Injectable()
export class Events {
	private readonly listeners = new Map<string, Map<string, Handler>>();

	constructor(
		private readonly db: Database,
		jobs: Jobs,
	) {
		jobs.handle('events.deliver', (job) => this.deliver('eventIds' in job ? job.eventIds : [job.eventId]));
	}

	/** Writes the event inside `tx` and has it delivered after commit. Resolves to the event's id. */
	async record<P extends object>(
		tx: EntityManager,
		type: EventType<P>,
		payload: NoInfer<P>,
		actorId: number | null,
	): Promise<number> {
		const [event] = await rows<{ id: number }>(tx, RECORD, [type.name, actorId, JSON.stringify(payload)]);
		if (!event) throw new Error(`The event ${type.name} was not stored.`);
		return event.id;
	}

	/** Records an event of the same type for each payload; one job delivers them all. */
	async recordAll<P extends object>(
		tx: EntityManager,
		type: EventType<P>,
		payloads: readonly NoInfer<P>[],
		actorId: number | null,
	): Promise<void> {
		await rows(
			tx,
			`WITH event AS (
				INSERT INTO events (name, actor_id, payload) SELECT $1, $2, each FROM jsonb_array_elements($3) each
				RETURNING id
			), ids AS (
				SELECT json_agg(id ORDER BY id) AS ids FROM event HAVING count(*) > 0
			) ${QUEUE} SELECT 'events.deliver', json_build_object('eventIds', ids) FROM ids RETURNING ${WAKE}`,
			[type.name, actorId, JSON.stringify(payloads)],
		);
	}

	/**
	 * Registers a listener, at start. `listener` names it in the database, so a later rename would deliver
	 * again what is still queued. The handler does SQL through its `tx` only: that transaction also holds the
	 * key of the delivery, so its effect happens exactly once. For anything else it enqueues a job.
	 */
	on<P extends object>(
		type: EventType<P>,
		listener: string,
		handler: (event: RecordedEvent<P>, tx: EntityManager) => Promise<void>,
	): void {
		const ofType = this.listeners.get(type.name) ?? new Map<string, Handler>();
		if (ofType.has(listener)) throw new Error(`${type.name} already has a listener ${listener}.`);
		ofType.set(listener, (event, tx) => handler(event as RecordedEvent<P>, tx));
		this.listeners.set(type.name, ofType);
	}

	/** A listener that fails does not keep the others from theirs; the job is then tried again for it alone. */
	private async deliver(eventIds: readonly number[]): Promise<void> {
		const events = await this.db.query<RecordedEvent<object>>(
			`SELECT id, name, actor_id AS "actorId", payload, created_at AS "createdAt" FROM events
			WHERE id = ANY($1) ORDER BY id`,
			[eventIds],
		);
		const failures: string[] = [];
		for (const event of events)
			for (const [listener, handler] of this.listeners.get(event.name) ?? []) {
				try {
					await this.deliverTo(listener, handler, event);
				} catch (error) {
					const reason = error instanceof Error ? error.message : String(error);
					failures.push(`${event.name} ${event.id}: ${listener}: ${reason}`);
				}
			}
		if (failures.length > 0) throw new Error(failures.join('; '));
	}

	private async deliverTo(listener: string, handler: Handler, event: RecordedEvent<object>): Promise<void> {
		await this.db.transaction(async (tx) => {
			const [first] = await rows(
				tx,
				`INSERT INTO event_deliveries (event_id, listener) VALUES ($1, $2)
				ON CONFLICT DO NOTHING RETURNING event_id`,
				[event.id, listener],
			);
			if (first) await handler(event, tx);
		});
	}
}
