import type { DataSource } from 'typeorm';
import { renderMarkdown } from '../src/platform/markdown/markdown.js';

export const SIZE = { people: 1_000, courses: 100, memberships: 5_000, completions: 3_000, tasks: 30 };

const LESSON = `## What to do

Read the part about **loops**, then write one of your own. Keep it small.

| step | minutes |
|---|---|
| read | 10 |
| write | 20 |

- [ ] it runs
- [ ] somebody else has read it

\`\`\`js
for (const name of names) greet(name);
\`\`\`

You are done when a peer understands it without asking.
`;

/**
 * Fills an empty, migrated database: people, courses with tasks (the first has 30), runs, memberships,
 * completions and comments. Deterministic, so that two runs measure the same pages.
 */
export async function fill(db: DataSource): Promise<void> {
	const html = renderMarkdown(LESSON);
	await db.query(
		`INSERT INTO users (username, email, display_name, confirmed_at)
		SELECT 'person' || n, 'person' || n || '@example.org', 'Person ' || n, now() FROM generate_series(1, $1::int) n`,
		[SIZE.people],
	);
	await db.query(
		`INSERT INTO courses (slug, kind, title, summary, language, effort, published_at, created_by)
		SELECT 'course-' || n, (ARRAY['course', 'study-group', 'challenge'])[1 + n % 3], 'Course ' || n || ' about loops',
			'What loops are good for, number ' || n, 'en', '4 weeks', now() - make_interval(hours => n), n
		FROM generate_series(1, $1::int) n`,
		[SIZE.courses],
	);
	await db.query(`INSERT INTO course_organisers (course_id, user_id) SELECT id, created_by FROM courses`);
	await db.query(
		`INSERT INTO about_revisions (course_id, body_md, body_html, content_hash, author_id)
		SELECT id, $1, $2, md5($1), created_by FROM courses`,
		[LESSON, html],
	);
	await db.query(`INSERT INTO runs (course_id, pace, sign_up) SELECT id, 'rolling', 'open' FROM courses`);
	await db.query(
		`INSERT INTO tasks (course_id, position, title, body_md, body_html)
		SELECT c.id, n, 'Task ' || n, $1, $2 FROM courses c, generate_series(1, $3::int) n WHERE c.slug = 'course-1' OR n <= 8`,
		[LESSON, html, SIZE.tasks],
	);
	await db.query(
		`INSERT INTO task_revisions (task_id, title, body_md, proof, content_hash, author_id)
		SELECT t.id, t.title, t.body_md, t.proof, md5(t.title), c.created_by FROM tasks t JOIN courses c ON c.id = t.course_id`,
	);
	await db.query(`UPDATE tasks t SET revision_id = r.id FROM task_revisions r WHERE r.task_id = t.id`);
	await db.query(
		`INSERT INTO memberships (run_id, user_id)
		SELECT r.id, u.id FROM runs r JOIN users u ON (u.id + r.course_id * 7) % 20 = 0 AND u.id <> r.course_id
		ORDER BY r.course_id, u.id LIMIT $1`,
		[SIZE.memberships],
	);
	await db.query(
		`INSERT INTO completions (task_id, user_id)
		SELECT t.id, m.user_id FROM memberships m JOIN runs r ON r.id = m.run_id JOIN tasks t ON t.course_id = r.course_id
		WHERE t.position <= m.user_id % 3 ORDER BY t.id, m.user_id LIMIT $1`,
		[SIZE.completions],
	);
	await db.query(
		`INSERT INTO comments (course_id, task_id, author_id, body_md, body_html)
		SELECT t.course_id, t.id, c.created_by, 'How did you find this one?', '<p>How did you find this one?</p>'
		FROM tasks t JOIN courses c ON c.id = t.course_id, generate_series(1, 5) WHERE t.position <= 3`,
	);
	await db.query('ANALYZE');
}
