import { expect, test } from '@jest/globals';
import { ShareWork1700000003040 } from '../../migrations/1700000003040-share-work.js';
import { siteBefore } from '../../test/support/migrations.js';
import { contentHash } from './task-content.js';

test('work handed in before there was a choice stays seen by the course, and hashes stay as they are', async () => {
	const site = await siteBefore(ShareWork1700000003040);
	try {
		const hash = contentHash({ title: 'Bowline', body: 'Tie it.', proof: 'link' });
		await site.query(
			`WITH person AS (
				INSERT INTO users (username, email, display_name) VALUES ('ben', 'ben@example.org', 'Ben') RETURNING id
			), course AS (
				INSERT INTO courses (slug, kind, title, summary, language) VALUES ('knots', 'challenge', 'Knots', 'Five', 'en') RETURNING id
			), run AS (
				INSERT INTO runs (course_id, pace) SELECT id, 'rolling' FROM course RETURNING id
			), stay AS (
				INSERT INTO memberships (run_id, user_id, helper_since) SELECT run.id, person.id, now() FROM run, person
			), task AS (
				INSERT INTO tasks (course_id, position, title, body_md, body_html, proof)
				SELECT id, 1, 'Bowline', 'Tie it.', '<p>Tie it.</p>', 'link' FROM course RETURNING id
			), revision AS (
				INSERT INTO task_revisions (task_id, title, body_md, proof, content_hash)
				SELECT id, 'Bowline', 'Tie it.', 'link', $1 FROM task
			)
			INSERT INTO completions (task_id, user_id, proof_url) SELECT task.id, person.id, 'https://example.org/ben' FROM task, person`,
			[hash],
		);
		await site.upgrade();
		const [row] = await site.query(
			`SELECT t.work_audience AS "ofTask", r.work_audience AS "ofRevision", d.audience, d.proof_url AS url, d.file_id AS file,
				m.email_shared_at AS shared, m.helper_since IS NOT NULL AS helps, r.content_hash AS hash
			FROM tasks t JOIN task_revisions r ON r.task_id = t.id JOIN completions d ON d.task_id = t.id
			JOIN memberships m ON m.user_id = d.user_id`,
		);
		expect(row).toEqual({
			ofTask: 'course',
			ofRevision: 'course',
			audience: 'course',
			url: 'https://example.org/ben',
			file: null,
			shared: null,
			helps: true,
			hash,
		});
		await site.query(`UPDATE tasks SET proof = 'file'`);
	} finally {
		await site.drop();
	}
});
