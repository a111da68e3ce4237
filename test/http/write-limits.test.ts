import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../support/app.js';
import { cast, type SignedIn } from '../support/cast.js';
import { courseOf, say, type TalkedOver } from '../support/talk.js';

let site: TestSite;
let ana: SignedIn;
let knots: TalkedOver;
let comment: string;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana } = await cast(site));
	knots = await courseOf(site, ana, []);
	comment = `/comments/${await say(ana, knots, 'Which rope?')}`;
});
afterAll(() => site.close());

/** As if somebody had done it all day long. */
function exhaust(action: string): Promise<unknown> {
	return site.db.query(
		`INSERT INTO throttles (key, window_start, used) VALUES ($1, now(), 100000)
		ON CONFLICT (key) DO UPDATE SET used = excluded.used`,
		[`${action}:${ana.id}`],
	);
}

test.each([
	['about-save', () => `${knots.href}/about/edit`, () => `${knots.href}/about`],
	['course-settings', () => `${knots.href}/settings`, () => `${knots.href}/settings`],
	[
		'task-save',
		() => `${knots.href}/tasks/${knots.taskId}/edit`,
		() => `${knots.href}/tasks/${knots.taskId}`,
	],
	['comment-edit', () => `${comment}/edit`, () => comment],
] as const)('%s has a limit, and begins anew when its time is over', async (action, form, target) => {
	await ana.visit(form());
	await exhaust(action);
	const refused = await ana.submit(target());
	expect(refused.status).toBe(429);
	expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(3_600);
	await site.db.query(`UPDATE throttles SET window_start = now() - interval '1 hour'`);
	await ana.visit(form());
	expect((await ana.submit(target())).status).not.toBe(429);
	const [counted] = await site.db.query('SELECT used FROM throttles WHERE key = $1', [`${action}:${ana.id}`]);
	expect(counted).toEqual({ used: 1 });
});

test('the order of tasks has a limit, too', async () => {
	await exhaust('task-order');
	const moved = await ana.post(`${knots.href}/tasks/order?_method=PUT`, { order: String(knots.taskId) });
	expect(moved.status).toBe(429);
});
