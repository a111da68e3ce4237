import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { joined } from '../../test/support/tasks.js';
import type { Answer } from '../../test/support/person.js';
import { courseOf, say } from '../../test/support/talk.js';
import { LATEST_REPLIES } from './comments.queries.js';
import { CourseLife } from '../courses/course-life.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

const course = (title?: string) => courseOf(site, ana, [ben], title);

async function commentsIn(courseId: number): Promise<number> {
	const row = await site.db.one<{ count: number }>(
		'SELECT count(*)::int AS count FROM comments WHERE course_id = $1',
		[courseId],
	);
	return row?.count ?? 0;
}

describe('posting', () => {
	test('Ben opens a thread, Ana answers, and everybody who sees the course reads both', async () => {
		const { tab, post } = await course();
		await ben.visit(tab);
		const posted = await ben.submit(post, { body: 'Which **rope**?' });
		expect(posted.text).toContain('Your comment is posted.');
		expect(posted.html.querySelector('.comment strong')?.text).toBe('rope');

		await ana.visit(tab);
		const answered = await ana.submit(post, { body: 'A thick one.' }, 'Your reply');
		expect(answered.html.querySelector('.comment .comments .comment .tag')?.text).toBe('Organiser');
		for (const reader of [cleo, site.visitor()]) {
			const page = await reader.visit(tab);
			expect(page.status).toBe(200);
			expect(page.text).toContain('A thick one.');
			expect(page.html.querySelector('textarea')).toBeNull();
			expect(page.text).toContain('To write here, join first.');
		}
	});

	test('leads to the comment, on the page it was written on or where it stands', async () => {
		const knots = await course();
		const { href, taskId, tab, post } = knots;
		const stuck = await ben.post(post, { body: 'Stuck.', taskId: String(taskId) });
		expect(stuck.location).toMatch(new RegExp(`^${href}/tasks/${taskId}#comment-\\d+$`));
		const threadId = stuck.location.split('-').at(-1) ?? '';
		const answer = await ana.post(`${post}?from=${encodeURIComponent(tab)}`, { body: 'Look.', threadId });
		expect(answer.location).toMatch(new RegExp(`^${tab}#comment-\\d+$`));
		const abroad = await ana.post(`${post}?from=${encodeURIComponent('/курс#top')}`, {
			body: 'Там?',
			threadId,
		});
		expect(abroad.location).toMatch(/^\/%D0%BA%D1%83%D1%80%D1%81#comment-\d+$/);
		const elsewhere = await ana.post(`${post}?from=//evil.example`, { body: 'Now?', threadId });
		expect(elsewhere.location).toMatch(/^\/courses\//);

		const list = await cleo.visit(tab);
		expect(list.html.querySelector(`.kicker a[href="${href}/tasks/${taskId}"]`)?.text).toBe('Bowline');
		expect((await cleo.visit(`${href}/tasks/${taskId}`)).text).toContain('Stuck.');
		expect((await cleo.visit(`/comments/${threadId}`)).text).toContain('Now?');
	});

	test('an answer to an answer joins the thread', async () => {
		const knots = await course();
		const root = await say(ben, knots, 'One');
		const second = await say(ana, knots, 'Two', { threadId: root });
		const third = await say(ben, knots, 'Three', { threadId: second });
		const row = await site.db.one('SELECT thread_id FROM comments WHERE id = $1', [third]);
		expect(row).toEqual({ thread_id: root });
	});

	test('sending twice, even at the same moment, says it once', async () => {
		const { id, post } = await course();
		const answers = await Promise.all(Array.from({ length: 5 }, () => ben.post(post, { body: 'Hello' })));
		expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
		await ana.post(post, { body: 'Hello' });
		expect(await commentsIn(id)).toBe(2);
		const events = await site.db.query(
			`SELECT id FROM events WHERE name = 'comment.posted' AND (payload->>'courseId')::int = $1`,
			[id],
		);
		expect(events).toHaveLength(2);
	});

	test('is for participants and organisers with a confirmed address', async () => {
		const { id, slug, tab, post } = await course();
		expect((await cleo.post(post, { body: 'Me too' })).status).toBe(403);
		expect((await site.visitor().post(post, { body: 'Me too' })).status).toBe(401);
		const dan = await signedIn(site, 'dan');
		await joined(site, dan, { slug });
		await site.db.query('UPDATE users SET confirmed_at = NULL WHERE id = $1', [dan.id]);
		expect((await dan.post(post, { body: 'Me too' })).status).toBe(403);
		expect((await dan.visit(tab)).text).toContain('first confirm your e-mail address');
		await site.app.get(CourseLife).archive(ana, id);
		expect((await ben.post(post, { body: 'Still there?' })).status).toBe(403);
		expect((await ben.visit(tab)).text).toContain('This is archived');
	});

	test('in a draft there is nothing for others to see', async () => {
		const knots = await course();
		const { id, tab, post } = knots;
		await site.db.query('UPDATE courses SET published_at = NULL WHERE id = $1', [id]);
		const comment = await say(ana, knots, 'Planning');
		for (const path of [tab, `${tab}/${comment}`, `/comments/${comment}`, `/comments/${comment}/edit`])
			expect((await cleo.request('GET', path)).status).toBe(404);
		expect((await cleo.post(post, { body: 'Me too' })).status).toBe(404);
		expect((await ana.visit(`/comments/${comment}`)).text).toContain('Planning');
	});

	test('what cannot be taken comes back with every word', async () => {
		const { id, taskId, post } = await course();
		expect((await ben.post(post, { body: ' \n ' })).status).toBe(422);
		const long = `${'word '.repeat(1_000)}end`;
		const refused = await ben.post(post, { body: long, taskId: String(taskId) });
		expect(refused.status).toBe(422);
		expect(refused.text).toContain('at most 5,000 characters');
		expect(refused.html.querySelector('textarea')?.text).toBe(long);
		expect(refused.html.querySelector('input[name="taskId"]')?.getAttribute('value')).toBe(String(taskId));
		const { taskId: foreign } = await course('Sails');
		const places: Record<string, string>[] = [
			{ taskId: String(foreign) },
			{ threadId: '999999' },
			{ taskId: String(foreign), threadId: '999999' },
		];
		for (const place of places) {
			const gone = await ben.post(post, { body: 'Where am I?', ...place });
			expect(gone.status).toBe(404);
			expect(gone.html.querySelector('textarea')?.text).toBe('Where am I?');
		}
		expect((await ben.post(post, { body: 'x', threadId: 'x' })).status).toBe(422);
		expect(await commentsIn(id)).toBe(0);
	});

	test('nobody writes without a pause', async () => {
		const { slug, post } = await course();
		const eva = await signedIn(site, 'eva');
		await joined(site, eva, { slug });
		for (let i = 0; i < 30; i++) expect((await eva.post(post, { body: `Number ${i}` })).status).toBe(303);
		const tooMany = await eva.post(post, { body: 'One more' });
		expect(tooMany.status).toBe(429);
		expect(tooMany.body).toContain('One more');
	});

	test('hostile text is shown as text', async () => {
		const { tab, post } = await course();
		await ben.post(post, { body: '<script>alert(1)</script> [x](javascript:alert(1)) @ana' });
		const page = await ana.visit(tab);
		expect(page.html.querySelectorAll('.comment script, .comment a[href^="javascript"]')).toHaveLength(0);
		expect(page.text).toContain('@ana');
	});
});

test('a page of threads takes as many statements with 20 threads as with 2', async () => {
	const small = await course();
	const large = await course();
	for (const [place, count] of [
		[small, 2],
		[large, 20],
	] as const)
		await site.db.query(
			`WITH roots AS (
				INSERT INTO comments (course_id, author_id, body_md, body_html)
				SELECT $1, $2, 'Root', '<p>Root</p>' FROM generate_series(1, $3::int) RETURNING id
			) INSERT INTO comments (course_id, author_id, thread_id, body_md, body_html)
			SELECT $1, $4, id, 'Reply', '<p>Reply</p>' FROM roots, generate_series(1, 3)`,
			[place.id, ben.id, count, ana.id],
		);
	const few = await site.statementsOf(() => ben.visit(small.tab));
	expect(await site.statementsOf(() => ben.visit(large.tab))).toBe(few);
	expect(few).toBeLessThanOrEqual(5);
	expect(ben.page?.html.querySelectorAll('.comments > .comment')).toHaveLength(80);
});

test('threads come by latest activity, twenty to a page', async () => {
	const knots = await course();
	const { id, tab } = knots;
	await site.db.query(
		`INSERT INTO comments (course_id, author_id, body_md, body_html)
		SELECT $1, $2, n::text, '<p>Thread ' || n || '.</p>' FROM generate_series(1, 25) n`,
		[id, ben.id],
	);
	const oldest = await site.db.one<{ id: number }>(
		'SELECT min(id) AS id FROM comments WHERE course_id = $1',
		[id],
	);
	expect((await cleo.visit(tab)).text).not.toContain('Thread 1.');
	expect((await cleo.visit(`${tab}?page=2`)).text).toContain('Thread 1.');
	await say(ana, knots, 'Up again', { threadId: oldest?.id ?? 0 });
	const page = await cleo.visit(tab);
	expect(page.html.querySelector('.comment')?.text).toContain('Thread 1.');
	expect(page.html.querySelector('.pagination')?.text).toContain('Page 1 of 2');
	expect((await cleo.visit(`${tab}?page=9`)).status).toBe(200);
});

test('a long thread comes in pages; lists show its latest answers, and the address of each leads to where it stands', async () => {
	const long = await course();
	const root = await say(ben, long, 'How many ropes?');
	await site.db.query(
		`INSERT INTO comments (course_id, author_id, thread_id, body_md, body_html)
		SELECT $1, $2, $3, n::text, '<p>Rope ' || n || '.</p>' FROM generate_series(1, 120) n`,
		[long.id, cleo.id, root],
	);
	const comments = (page: Answer) => page.html.querySelectorAll('.comments > .comment');
	const list = await cleo.visit(long.tab);
	expect(comments(list)).toHaveLength(1 + LATEST_REPLIES);
	expect(list.text).toContain('115 earlier replies');
	expect(list.text).toContain('Rope 120.');
	const thread = `${long.tab}/${root}`;
	expect(list.html.querySelector(`.comments a[href="${thread}"]`)?.text).toBe('115 earlier replies');
	const first = await cleo.visit(thread);
	expect(comments(first)).toHaveLength(51);
	expect(first.html.querySelector('.pagination')?.text).toContain('Page 1 of 3');
	const few = await site.statementsOf(() => cleo.visit(thread));
	const short = await course();
	const single = `${short.tab}/${await say(ben, short, 'One?')}`;
	expect(await site.statementsOf(() => cleo.visit(single))).toBe(few);

	const middle = await site.db.one<{ id: number }>(
		'SELECT id FROM comments WHERE thread_id = $1 AND body_md = $2',
		[root, '75'],
	);
	const { location } = await cleo.request('GET', `/comments/${middle?.id}`);
	expect(location).toBe(`${thread}?page=2#comment-${middle?.id}`);
	expect((await cleo.visit(location)).html.querySelector(`#comment-${middle?.id}`)?.text).toContain(
		'Rope 75.',
	);

	await ben.visit(thread);
	const answered = await ben.submit(long.post, { body: 'Enough of them.' }, 'Your reply');
	expect(answered.html.querySelector('.pagination')?.text).toContain('Page 3 of 3');
	expect(answered.text).toContain('Enough of them.');
	expect((await cleo.visit(`${thread}?page=4`)).status).toBe(200);
});
