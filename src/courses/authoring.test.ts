import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { CourseAuthoring } from './course-authoring.service.js';

let site: TestSite;
let author: { id: number; timeZone: string };
beforeAll(async () => {
	site = await TestSite.start();
	const [user] = await site.db.query<{ id: number }>(
		`INSERT INTO users (username, email, display_name, confirmed_at) VALUES ('ana', 'ana@example.org', 'Ana', now()) RETURNING id`,
	);
	author = { id: user?.id ?? 0, timeZone: 'Europe/Madrid' };
});
afterAll(() => site.close());

const knots = {
	title: 'Knots',
	summary: 'Tie them.',
	kind: 'course',
	ownTerm: null,
	language: 'en',
	schoolId: null,
} as const;

test('courses of the same title created at the same moment all get an address of their own', async () => {
	const authoring = site.app.get(CourseAuthoring);
	const created = await Promise.all(Array.from({ length: 6 }, () => authoring.create(author, knots)));
	const slugs = created.map(({ slug }) => slug);
	expect(new Set(slugs).size).toBe(6);
	expect(slugs).toContain('knots');
});

test('a new course has its organiser, a run as its kind has it, and an outline in its language', async () => {
	const { id } = await site.app
		.get(CourseAuthoring)
		.create(author, { ...knots, kind: 'study-group', language: 'es' });
	const [row] = await site.db.query(
		`SELECT c.task_editing, r.pace, r.time_zone, r.sign_up, o.user_id, a.body_md, c.published_at
		FROM courses c JOIN runs r ON r.course_id = c.id JOIN course_organisers o ON o.course_id = c.id
		JOIN about_revisions a ON a.course_id = c.id WHERE c.id = $1`,
		[id],
	);
	expect(row).toMatchObject({
		task_editing: 'participants',
		pace: 'fixed',
		time_zone: 'Europe/Madrid',
		sign_up: 'moderated',
		user_id: author.id,
		published_at: null,
		body_md: expect.stringContaining('Qué vamos a hacer'),
	});
});
