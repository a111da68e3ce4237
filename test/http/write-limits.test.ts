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

/** As if somebody had done it all day long, and the next window as well, should it begin meanwhile. */
function exhaust(action: string, seconds: number): Promise<unknown> {
	return site.db.query(
		`INSERT INTO throttles (key, window_start, used)
		SELECT $1, to_timestamp((floor(extract(epoch FROM now()) / $2::int) + next) * $2::int), 100000
		FROM generate_series(0, 1) next`,
		[`${action}:${ana.id}`, seconds],
	);
}

test.each([
	['about-save', 3_600, () => `${knots.href}/about/edit`, () => `${knots.href}/about`],
	['course-settings', 3_600, () => `${knots.href}/settings`, () => `${knots.href}/settings`],
	[
		'task-save',
		3_600,
		() => `${knots.href}/tasks/${knots.taskId}/edit`,
		() => `${knots.href}/tasks/${knots.taskId}`,
	],
	['comment-edit', 600, () => `${comment}/edit`, () => comment],
] as const)('%s has a limit', async (action, seconds, form, target) => {
	await ana.visit(form());
	await exhaust(action, seconds);
	const refused = await ana.submit(target());
	expect(refused.status).toBe(429);
});

test('the order of tasks has a limit, too', async () => {
	await exhaust('task-order', 3_600);
	const moved = await ana.post(`${knots.href}/tasks/order?_method=PUT`, { order: String(knots.taskId) });
	expect(moved.status).toBe(429);
});
