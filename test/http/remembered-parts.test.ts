import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { countStatements } from '../../src/platform/database/meter.js';
import { createApp } from '../../src/platform/http/server.js';
import { TestSite } from '../support/app.js';
import { cast, SignedIn, signedIn } from '../support/cast.js';
import type { Person } from '../support/person.js';
import { courseOf, say } from '../support/talk.js';
import { addTasks } from '../support/tasks.js';

let site: TestSite;
/** Another process of the same site, as far as its memory goes. */
let other: NestFastifyApplication;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	other = await createApp(AppModule.with(site.config), site.config);
	({ ana, ben, cleo } = await cast(site));
});
afterAll(async () => {
	await other.close();
	await site.close();
});

const elsewhere = ({ id, username, email, cookie }: SignedIn) =>
	new SignedIn(other, id, username, email, cookie);

/** Asks again until it is so; what another process remembers is forgotten when the database tells it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
	const patience = Date.now() + 20_000;
	while (!(await isSo())) {
		if (Date.now() > patience) throw new Error('It did not come to be.');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

test('what is kept of a page for all holds nothing of the member who saw it first', async () => {
	const dan = await signedIn(site, 'dan');
	const course = await courseOf(site, ana, [ben, cleo, dan], 'Splices');
	await addTasks(site, ana, course, ['Eye splice']);
	const task = `${course.href}/tasks/${course.taskId}`;
	const comment = await say(ben, course, 'Mine slips', { taskId: course.taskId });
	await ben.post(`${task}/completion`);

	for (const page of [course.href, task, course.tab, '/courses']) {
		const [bens, cleos, dans] = [await ben.visit(page), await cleo.visit(page), await dan.visit(page)];
		const tokens = await Promise.all([ben.token(), cleo.token(), dan.token()]);
		for (const [index, { body }] of [bens, cleos, dans].entries()) {
			expect(body).toContain(tokens[index] ?? '-');
			for (const foreign of tokens.filter((_, at) => at !== index)) expect(body).not.toContain(foreign);
			expect(body).not.toContain('form-token-');
		}
	}

	const edit = `/comments/${comment}/edit`;
	expect((await cleo.visit(task)).body).not.toContain(edit);
	expect((await ben.visit(task)).body).toContain(edit);
	expect((await dan.visit(task)).body).not.toContain(edit);
	expect((await ana.visit(task)).body).toContain(`/comments/${comment}/hiding`);
	expect((await dan.visit(task)).body).not.toContain('/hiding');
	expect((await site.visitor().visit(task)).body).not.toContain('_csrf');

	const ticks = async (person: SignedIn) =>
		(await person.visit(course.href)).html.querySelectorAll('.task-list li[data-state="done"]').length;
	expect([await ticks(cleo), await ticks(ben), await ticks(dan)]).toEqual([0, 1, 0]);
});

test('what anybody writes is on the next page of everybody, in each process', async () => {
	const course = await courseOf(site, ana, [ben], 'Hitches');
	const [here, there] = [cleo, elsewhere(cleo)];
	const task = `${course.href}/tasks/${course.taskId}`;
	const shows = async (person: SignedIn, page: string, text: string) =>
		(await person.visit(page)).text.includes(text);
	for (const page of [course.href, task, '/courses'])
		for (const person of [here, there]) expect((await person.visit(page)).status).toBe(200);

	await say(ben, course, 'Two half hitches hold', { taskId: course.taskId });
	for (const page of [course.href, task]) {
		expect(await shows(here, page, 'Two half hitches hold')).toBe(true);
		await until(() => shows(there, page, 'Two half hitches hold'));
	}
	await site.db.transaction((tx) =>
		tx.query('UPDATE courses SET title = $2 WHERE id = $1', [course.id, 'Hitches and bends']),
	);
	expect(await shows(here, '/courses', 'Hitches and bends')).toBe(true);
	await until(() => shows(there, '/courses', 'Hitches and bends'));
});

test('who may see a course and what they are in it is asked each time, whatever a process remembers', async () => {
	const course = await courseOf(site, ana, [ben], 'Lashings');
	const there = elsewhere(ben);
	const isIn = async () => (await there.visit(course.href)).text.includes('Leave');
	expect(await isIn()).toBe(true);
	// Nobody is told of these, as when a process dies before it could.
	const quietly = (sql: string) => site.db.dataSource.query(sql, [course.id]);
	await quietly(
		'UPDATE memberships SET left_at = now() WHERE run_id IN (SELECT id FROM runs WHERE course_id = $1)',
	);
	expect(await isIn()).toBe(false);
	expect((await there.visit(`${course.href}/tasks/${course.taskId}`)).html.querySelector('#work')).toBeNull();
	await quietly('UPDATE courses SET deleted_at = now() WHERE id = $1');
	expect((await there.visit(course.href)).status).toBe(404);
});

test('a write drops what was made of its tables, and leaves the rest', async () => {
	const course = await courseOf(site, ana, [ben, cleo], 'Whippings');
	const { tables } = site.db.changes;
	const read = await (async () => {
		await cleo.visit(course.href);
		return countStatements(() => cleo.visit(course.href));
	})();
	const all = await site.statementsOf(() => cleo.visit(course.href));
	expect(read.statements).toBeLessThan(all);
	await site.db.query('UPDATE notifications SET read_at = now() WHERE user_id = $1', [ben.id]);
	await site.db.query('UPDATE outbox SET error = NULL WHERE false');
	// One more for the number of unread notifications.
	expect((await countStatements(() => cleo.visit(course.href))).statements).toBe(read.statements + 1);

	expect(tables.changedBy('UPDATE outbox SET done_at = now()')).toEqual([]);
	expect(tables.changedBy('SELECT id FROM runs WHERE id = $1 FOR UPDATE')).toEqual([]);
	expect(
		tables.changedBy('WITH a AS (INSERT INTO "tasks" (id) VALUES (1)) UPDATE runs r SET seats = 1'),
	).toEqual(['tasks', 'runs']);
	expect(tables.changedBy('DELETE FROM runs WHERE id = $1')).toEqual(
		expect.arrayContaining(['runs', 'memberships', 'sign_up_applications', 'sign_up_messages']),
	);
	expect(tables.readBy('SELECT u.id FROM users u JOIN runs r ON true').tables).toEqual(['runs', 'users']);
	expect(tables.readBy('SELECT count(*) FROM outbox JOIN users ON true').tables).toBeUndefined();
});

test('who goes with all of theirs is gone from the pages that are remembered', async () => {
	const course = await courseOf(site, ana, [ben], 'Seizings');
	const fay = await signedIn(site, 'fay');
	await fay.post(`${course.href}/membership`);
	const counted = async (who: Person | SignedIn) => (await who.visit(course.href)).text;
	for (const who of [cleo, site.visitor()]) expect(await counted(who)).toContain('2 participants');
	await site.db.query('DELETE FROM users WHERE id = $1', [fay.id]);
	for (const who of [cleo, site.visitor()]) expect(await counted(who)).toContain('1 participant');
});

test('a session that was ended in one process is over in the others', async () => {
	const eve = await signedIn(site, 'eve');
	const there = elsewhere(eve);
	expect((await there.request('GET', '/notifications')).status).toBe(200);
	await eve.post('/sign-out');
	expect((await eve.request('GET', '/notifications')).status).toBe(303);
	await until(async () => (await there.request('GET', '/notifications')).status === 303);
});
