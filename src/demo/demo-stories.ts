import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { DemoStory } from './content/types.js';
import { AGO, idOf, known } from './demo-ids.js';

/** Who organises a course, who takes part and what they did, and what was said. */
export async function addStory(
	tx: EntityManager,
	story: DemoStory,
	courseId: number,
	tasks: ReadonlyMap<string, number>,
	people: ReadonlyMap<string, number>,
): Promise<void> {
	for (const organiser of story.organisers)
		await rows(tx, 'INSERT INTO course_organisers (course_id, user_id) VALUES ($1, $2)', [
			courseId,
			known(people, organiser),
		]);
	for (const { who, joinedDaysAgo, leftDaysAgo, helps, completions } of story.members) {
		const userId = known(people, who);
		await rows(
			tx,
			`INSERT INTO memberships (run_id, user_id, joined_at, left_at, helper_since)
			SELECT id, $2, ${AGO(3)}, ${AGO(4)}, ${AGO(5)} FROM runs WHERE course_id = $1`,
			[
				courseId,
				userId,
				joinedDaysAgo,
				leftDaysAgo ?? null,
				helps ? Math.min(...completions.map(({ daysAgo }) => daysAgo)) : null,
			],
		);
		for (const { task, daysAgo, proof } of completions) {
			const link = proof && 'link' in proof ? proof.link : null;
			const text = proof && 'text' in proof ? proof.text : null;
			await rows(
				tx,
				`INSERT INTO completions (task_id, user_id, completed_at, proof_url, proof_md, proof_html)
				VALUES ($1, $2, ${AGO(3)}, $4, $5, $6)`,
				[known(tasks, task), userId, daysAgo, link, text, text && renderMarkdown(text)],
			);
		}
	}
	for (const { task, replies, ...first } of story.threads) {
		const taskId = task ? known(tasks, task) : null;
		let threadId: number | null = null;
		for (const { by, body, daysAgo } of [first, ...replies]) {
			const id: number = await idOf(
				tx,
				`INSERT INTO comments (course_id, task_id, thread_id, author_id, body_md, body_html, created_at)
				VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)}) RETURNING id`,
				[courseId, taskId, threadId, known(people, by), body, renderMarkdown(body), daysAgo],
			);
			threadId ??= id;
		}
	}
}
