import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CourseSettingsChanged } from '../courses/course.events.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { I18n, isLocale } from '../platform/i18n/i18n.js';
import type { Audience } from './question.entity.js';

export interface Question {
	text: string;
	audience: Audience;
}

const PRESETS: readonly (readonly [string, Audience])[] = [
	['sign-ups.preset-why', 'participants'],
	['sign-ups.preset-bring', 'participants'],
	['sign-ups.preset-time', 'organisers'],
];

/** Tells a form that was filled in for other questions. */
export function fingerprint(questions: readonly Question[]): string {
	return createHash('sha256').update(JSON.stringify(questions)).digest('base64url').slice(0, 12);
}

/** What applicants are asked. A course whose organisers wrote no questions asks three, in its own language. */
@Injectable()
export class SignUpQuestions {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly i18n: I18n,
	) {}

	/** The questions that applicants see. */
	async of(course: { id: number; language: string }): Promise<Question[]> {
		const written = await this.written(course.id);
		if (written.length > 0) return written;
		const locale = isLocale(course.language) ? course.language : 'en';
		return PRESETS.map(([key, audience]) => ({ text: this.i18n.t(locale, key), audience }));
	}

	/** Those that the organisers wrote themselves, to be copied with the course. */
	written(courseId: number): Promise<Question[]> {
		return this.db.query<Question>(
			'SELECT text, audience FROM sign_up_questions WHERE course_id = $1 ORDER BY position',
			[courseId],
		);
	}

	/** From now on these are asked. Answers that were given keep the questions they were given to. */
	async change(actor: { id: number }, courseId: number, questions: readonly Question[]): Promise<void> {
		await this.db.transaction(async (tx) => {
			await rows(tx, 'SELECT FROM courses WHERE id = $1 FOR NO KEY UPDATE', [courseId]);
			await this.write(tx, courseId, questions);
			await this.events.record(tx, CourseSettingsChanged, { courseId }, actor.id);
		});
	}

	/** As change, as a part of `tx`, for a course that is being made. */
	async write(tx: EntityManager, courseId: number, questions: readonly Question[]): Promise<void> {
		await rows(tx, 'DELETE FROM sign_up_questions WHERE course_id = $1', [courseId]);
		await rows(
			tx,
			`INSERT INTO sign_up_questions (course_id, position, text, audience)
			SELECT $1, place, text, audience
			FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS q (text, audience, place)`,
			[courseId, questions.map(({ text }) => text), questions.map(({ audience }) => audience)],
		);
	}
}
