import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { DemoCourse, DemoStory } from './content/types.js';
import { AGO } from './demo-ids.js';

export async function addQuestions(tx: EntityManager, { run }: DemoCourse, courseId: number): Promise<void> {
	if (run.signUp === 'open') return;
	for (const [index, { text, audience }] of run.questions.entries())
		await rows(
			tx,
			'INSERT INTO sign_up_questions (course_id, position, text, audience) VALUES ($1, $2, $3, $4)',
			[courseId, index + 1, text, audience],
		);
}

/** What people wrote who wanted to join; the answers take their questions from the course. */
export async function addApplications(
	tx: EntityManager,
	{ applications = [], members, organisers }: DemoStory,
	courseId: number,
	people: ReadonlyMap<string, number>,
): Promise<void> {
	const organiser = people.get(organisers[0] ?? '') ?? 0;
	for (const { who, daysAgo, answers, message } of applications) {
		const isMember = members.some((member) => member.who === who);
		const [application] = await rows<{ id: number }>(
			tx,
			`INSERT INTO sign_up_applications (run_id, user_id, created_at, decision, decided_at, decided_by)
			SELECT id, $2, ${AGO(3)}, CASE WHEN $4::boolean THEN 'accepted' END,
				CASE WHEN $4::boolean THEN ${AGO(3)} + interval '9 hours' END, CASE WHEN $4::boolean THEN $5::int END
			FROM runs WHERE course_id = $1 RETURNING id`,
			[courseId, people.get(who) ?? 0, daysAgo, isMember, organiser],
		);
		for (const [index, body] of answers.entries())
			await rows(
				tx,
				`INSERT INTO sign_up_answers (application_id, position, question, audience, body_md, body_html)
				SELECT $1, position, text, audience, $4, $5 FROM sign_up_questions WHERE course_id = $2 AND position = $3`,
				[application?.id, courseId, index + 1, body, renderMarkdown(body)],
			);
		if (message)
			await rows(
				tx,
				`INSERT INTO sign_up_messages (application_id, author_id, body_md, body_html, created_at)
				VALUES ($1, $2, $3, $4, ${AGO(5)})`,
				[application?.id, organiser, message, renderMarkdown(message), daysAgo / 2],
			);
	}
}
