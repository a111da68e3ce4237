import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../database/database.js';
import { Jobs, QUEUE, WAKE } from '../jobs/jobs.js';
import type { EventType } from './event-type.js';

declare module '../jobs/jobs.js' {
	interface JobMap {
		'events.deliver': { eventId: number };
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
		${QUEUE} SELECT 'events.deliver', json_build_object('eventId', id) FROM event RETURNING ${WAKE}
	) SELECT id FROM event CROSS JOIN queued`;

type Handler = (event: RecordedEvent<object>, tx: EntityManager) => Promise<void>;

@Injectable()
export class Events {
	private readonly listeners = new Map<string, Map<string, Handler>>();

	constructor(
		private readonly db: Database,
		private readonly jobs: Jobs,
	) {
		jobs.handle('events.deliver', ({ eventId }) => this.deliver(eventId));
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

	/** Records an event of the same type for each payload. */
	async recordAll<P extends object>(
		tx: EntityManager,
		type: EventType<P>,
		payloads: readonly NoInfer<P>[],
		actorId: number | null,
	): Promise<void> {
		const recorded = await rows<{ eventId: number }>(
			tx,
			`INSERT INTO events (name, actor_id, payload) SELECT $1, $2, each FROM jsonb_array_elements($3) each
			RETURNING id AS "eventId"`,
			[type.name, actorId, JSON.stringify(payloads)],
		);
		await this.jobs.enqueueAll(tx, 'events.deliver', recorded);
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
	private async deliver(eventId: number): Promise<void> {
		const event = await this.db.one<RecordedEvent<object>>(
			`SELECT id, name, actor_id AS "actorId", payload, created_at AS "createdAt" FROM events WHERE id = $1`,
			[eventId],
		);
		if (!event) return;
		const failures: string[] = [];
		for (const [listener, handler] of this.listeners.get(event.name) ?? []) {
			try {
				await this.deliverTo(listener, handler, event);
			} catch (error) {
				failures.push(`${listener}: ${error instanceof Error ? error.message : String(error)}`);
			}
		}
		if (failures.length > 0) throw new Error(`${event.name} ${event.id}: ${failures.join('; ')}`);
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
