import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Seats } from '../courses/memberships/seats.service.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { Decision } from './application.entity.js';
import {
	ApplicationDecided,
	ApplicationDiscussed,
	ApplicationMade,
	ApplicationWithdrawn,
} from './application.events.js';
import type { ApplicationRow } from './applications.queries.js';
import type { Question } from './questions.service.js';

export interface Answered extends Question {
	bodyMd: string;
}

@Injectable()
export class Applications {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly seats: Seats,
	) {}

	/** Hands in an application. Sent twice it is one: both get the id of the one that is open. */
	async apply(
		member: { id: number },
		{ courseId, runId }: { courseId: number; runId: number },
		answers: readonly Answered[],
		sharesEmail: boolean,
	): Promise<number | 'no-run'> {
		return this.db.transaction(async (tx) => {
			// The run may be taken away at this moment, and the lock waits for it.
			const [made] = await rows<{ id: number }>(
				tx,
				`INSERT INTO sign_up_applications (run_id, user_id, email_shared_at)
				SELECT id, $2, CASE WHEN $3 THEN now() END FROM runs WHERE id = $1 FOR KEY SHARE
				ON CONFLICT (run_id, user_id) WHERE decided_at IS NULL AND withdrawn_at IS NULL DO NOTHING
				RETURNING id`,
				[runId, member.id, sharesEmail],
			);
			if (!made) {
				const [open] = await rows<{ id: number }>(
					tx,
					`SELECT id FROM sign_up_applications
					WHERE run_id = $1 AND user_id = $2 AND decided_at IS NULL AND withdrawn_at IS NULL`,
					[runId, member.id],
				);
				return open?.id ?? 'no-run';
			}
			await rows(
				tx,
				`INSERT INTO sign_up_answers (application_id, position, question, audience, body_md, body_html)
				SELECT $1, place, question, audience, md, html FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
					WITH ORDINALITY AS a (question, audience, md, html, place)`,
				[
					made.id,
					answers.map(({ text }) => text),
					answers.map(({ audience }) => audience),
					answers.map(({ bodyMd }) => bodyMd),
					answers.map(({ bodyMd }) => renderMarkdown(bodyMd)),
				],
			);
			const payload = { applicationId: made.id, courseId, runId, userId: member.id };
			await this.events.record(tx, ApplicationMade, payload, member.id);
			return made.id;
		});
	}

	async withdraw(courseId: number, application: ApplicationRow): Promise<'withdrawn' | 'not-open'> {
		const { id, runId, person } = application;
		return this.db.transaction(async (tx) => {
			const [withdrawn] = await rows(
				tx,
				`UPDATE sign_up_applications SET withdrawn_at = now()
				WHERE id = $1 AND decided_at IS NULL AND withdrawn_at IS NULL RETURNING id`,
				[id],
			);
			if (!withdrawn) return 'not-open';
			const payload = { applicationId: id, courseId, runId, userId: person.id };
			await this.events.record(tx, ApplicationWithdrawn, payload, person.id);
			return 'withdrawn';
		});
	}

	/** Lets the applicant in, or not, once. Accepted when all seats are taken they are on the waiting list. */
	async decide(
		organiser: { id: number },
		courseId: number,
		{ id, runId, person }: ApplicationRow,
		{ decision, note }: { decision: Decision; note: string },
	): Promise<'joined' | 'waiting' | 'declined' | 'not-open' | 'over'> {
		return this.db.transaction(async (tx) => {
			const locked = await this.seats.lock(tx, courseId);
			const run = locked.find((each) => each.id === runId);
			const isOver = !run?.isLive || run.phase === 'ended';
			if (decision === 'accepted' && isOver) return 'over';
			const [decided] = await rows<{ emailSharedAt: Date | null }>(
				tx,
				`UPDATE sign_up_applications SET decision = $2, note = $3, decided_by = $4, decided_at = now()
				WHERE id = $1 AND decided_at IS NULL AND withdrawn_at IS NULL RETURNING email_shared_at AS "emailSharedAt"`,
				[id, decision, note, organiser.id],
			);
			if (!decided) return 'not-open';
			const seat =
				decision === 'accepted' && run
					? await this.seats.take(tx, locked, run, person.id, organiser.id, decided.emailSharedAt)
					: 'declined';
			const payload = { applicationId: id, courseId, runId, userId: person.id };
			await this.events.record(
				tx,
				ApplicationDecided,
				{ ...payload, decision, waits: seat === 'waiting' },
				organiser.id,
			);
			return seat === 'already-member' ? 'joined' : seat;
		});
	}

	/** Says something under an application. */
	async discuss(
		author: { id: number },
		courseId: number,
		{ id, runId, person }: ApplicationRow,
		bodyMd: string,
	): Promise<void> {
		await this.db.transaction(async (tx) => {
			const [said] = await rows<{ id: number }>(
				tx,
				`INSERT INTO sign_up_messages (application_id, author_id, body_md, body_html)
				VALUES ($1, $2, $3, $4) RETURNING id`,
				[id, author.id, bodyMd, renderMarkdown(bodyMd)],
			);
			const payload = { applicationId: id, courseId, runId, userId: person.id, messageId: said?.id ?? 0 };
			await this.events.record(tx, ApplicationDiscussed, payload, author.id);
		});
	}

	/** Whether anybody ever applied to a run. */
	async existFor(tx: EntityManager, runId: number): Promise<boolean> {
		const [found] = await rows(tx, 'SELECT id FROM sign_up_applications WHERE run_id = $1 LIMIT 1', [runId]);
		return found !== undefined;
	}

	/** Takes back all that somebody said under applications whose account goes. */
	async removeAllOf(tx: EntityManager, author: { id: number }): Promise<void> {
		await rows(tx, 'DELETE FROM sign_up_messages WHERE author_id = $1', [author.id]);
	}
}
