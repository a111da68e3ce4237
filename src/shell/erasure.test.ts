import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join, nameIn, PASSWORD, signIn } from '../../test/support/accounts.js';
import { TestSite } from '../../test/support/app.js';
import { someBadge } from '../../test/support/applications.js';
import { finish, isRevoked, publishBadge, theAward } from '../../test/support/badges.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { Organisers } from '../courses/organisers.service.js';

const ERASURE = '/settings/erasure';
let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

const erase = (person: SignedIn, words = 'keep') =>
	person.post(ERASURE, { words, username: person.username });

function organising(course: { id: number }, member: SignedIn) {
	return site.db.transaction((tx) => site.app.get(Organisers).add(tx, course.id, { id: member.id }));
}

async function exists({ id }: { id: number }): Promise<boolean> {
	return (await site.db.one('SELECT FROM users WHERE id = $1', [id])) !== undefined;
}

async function organisersOf({ id }: { id: number }): Promise<string[]> {
	const people = await site.db.query<{ username: string }>(
		'SELECT u.username FROM course_organisers o JOIN users u ON u.id = o.user_id WHERE o.course_id = $1',
		[id],
	);
	return people.map(({ username }) => username);
}

/** With as many seats as told. */
async function seated(title: string, seats: number) {
	const course = await publishedCourse(site, ana, { title });
	await site.db.query('UPDATE runs SET seats = $2 WHERE course_id = $1', [course.id, seats]);
	return course;
}

async function inside({ id }: { id: number }): Promise<string[]> {
	const people = await site.db.query<{ username: string }>(
		`SELECT u.username FROM memberships m JOIN runs r ON r.id = m.run_id JOIN users u ON u.id = m.user_id
		WHERE r.course_id = $1 AND m.left_at IS NULL ORDER BY m.id`,
		[id],
	);
	return people.map(({ username }) => username);
}

test('Rosa erases her account with her password and her username, and nothing else does it', async () => {
	const rosa = site.visitor();
	await join(site, rosa, 'rosa', 'rosa@example.org');
	const elsewhere = site.visitor();
	await signIn(elsewhere, 'rosa');
	const asked = await rosa.visit('/settings');
	expect(asked.html.querySelector(`.tabs a[href="${ERASURE}"]`)).not.toBeNull();
	await rosa.visit(ERASURE);
	const fields = { words: 'remove', username: 'rosa', password: PASSWORD };

	const wrong = await rosa.submit(ERASURE, { ...fields, password: 'not my password' });
	expect(wrong.status).toBe(422);
	expect(wrong.text).toContain('This is not your present password.');
	expect(wrong.html.querySelector('input[name="username"]')?.getAttribute('value')).toBe('rosa');
	expect(wrong.html.querySelector('input[value="remove"]')?.hasAttribute('checked')).toBe(true);
	expect(wrong.body).not.toContain('not my password');
	const refused = await Promise.all([
		rosa.post(ERASURE, { words: 'keep', username: 'rosa' }),
		rosa.post(ERASURE, { ...fields, username: 'ana' }),
		rosa.post(ERASURE, { ...fields, words: 'all' }),
		rosa.post(ERASURE, { ...fields, userId: String(ana.id) }),
	]);
	expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
	const forged = await rosa.request('POST', ERASURE, new URLSearchParams(fields).toString(), {
		'content-type': 'application/x-www-form-urlencoded',
	});
	expect(forged.status).toBe(403);
	expect(nameIn(await rosa.visit('/preferences'))).toBe('rosa');

	await rosa.visit(ERASURE);
	const done = await rosa.submit(ERASURE, fields);
	expect(done.text).toContain('Your account is erased.');
	for (const visitor of [rosa, elsewhere]) expect(nameIn(await visitor.visit('/preferences'))).toBe('');
	expect((await signIn(site.visitor(), 'rosa')).status).toBe(422);
	expect((await site.visitor().visit('/people/rosa')).status).toBe(404);
	await site.drainJobs();
	const mails = await site.mailTo('rosa@example.org');
	expect(mails.map(({ subject }) => subject)).toEqual([`Your account at ${site.config.siteName} is erased`]);
});

test('guessing the password is stopped, and strangers are sent to sign in', async () => {
	const rene = site.visitor();
	await join(site, rene, 'rene', 'rene@example.org');
	const fields = { words: 'keep', username: 'rene', password: 'a guess' };
	const statuses: number[] = [];
	for (let guess = 0; guess < 11; guess++) statuses.push((await rene.post(ERASURE, fields)).status);
	expect([...new Set(statuses)]).toEqual([422, 429]);
	expect((await site.visitor().request('GET', ERASURE)).location).toContain('/sign-in');
	expect((await site.visitor().request('POST', ERASURE)).status).toBe(401);
});

test('whoever organises alone is told what to do first, and loses nothing by trying', async () => {
	const gil = await signedIn(site, 'gil');
	const alone = await publishedCourse(site, gil, { title: 'Only Gil' });
	const other = await publishedCourse(site, ana, { title: 'Taken part' });
	await joined(site, gil, other);
	const page = await gil.visit(ERASURE);
	expect(page.text).toContain('First these need another organiser');
	for (const place of ['organisers', 'manage'])
		expect(page.html.querySelector(`main a[href="${alone.href}/${place}"]`)).not.toBeNull();
	expect(page.html.querySelector('main form')).toBeNull();

	const refused = await erase(gil);
	expect(refused.status).toBe(409);
	expect(refused.text).toContain('Only Gil');
	expect(await exists(gil)).toBe(true);
	expect(await inside(other)).toEqual(['gil']);

	await organising(alone, ben);
	expect((await gil.visit(ERASURE)).text).not.toContain('Only Gil');
	expect((await erase(gil)).status).toBe(303);
	expect(await exists(gil)).toBe(false);
	expect(await organisersOf(alone)).toEqual(['ben']);
});

test('of two last organisers who erase at the same moment exactly one goes', async () => {
	for (let round = 0; round < 4; round++) {
		const pair = [await signedIn(site, `ida${round}`), await signedIn(site, `jon${round}`)];
		const courses = [];
		for (const title of [`Shared ${round}`, `Shared as well ${round}`]) {
			const [first, second] = round % 2 ? pair : [...pair].reverse();
			const course = await publishedCourse(site, first ?? ana, { title });
			if (second) await organising(course, second);
			courses.push(course);
		}
		const answers = await Promise.all(pair.map((person) => erase(person)));
		expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
		for (const course of courses) expect(await organisersOf(course)).toHaveLength(1);
	}
});

test('whoever becomes the last organiser of one more course while erasing stays', async () => {
	const [kai, lia] = [await signedIn(site, 'kai'), await signedIn(site, 'lia')];
	const course = await publishedCourse(site, lia, { title: 'Handed over' });
	let erasing: ReturnType<typeof erase> | undefined;
	await site.db.transaction(async (tx) => {
		await tx.query('INSERT INTO course_organisers (course_id, user_id) VALUES ($1, $2)', [course.id, kai.id]);
		await tx.query('DELETE FROM course_organisers WHERE course_id = $1 AND user_id = $2', [
			course.id,
			lia.id,
		]);
		erasing = erase(kai);
		await untilSomebodyWaits();
	});
	expect((await erasing)?.status).toBe(409);
	expect(await organisersOf(course)).toEqual(['kai']);
});

async function untilSomebodyWaits(): Promise<void> {
	for (let tries = 0; tries < 200; tries++) {
		const waiting = await site.db.query(
			`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
		);
		if (waiting.length > 0) return;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	throw new Error('Nobody waits.');
}

test('the first who waits gets the seat, also when they wait behind somebody who erases as well', async () => {
	const [max, nia] = [await signedIn(site, 'max'), await signedIn(site, 'nia')];
	const course = await seated('One seat', 1);
	for (const person of [max, nia, cleo]) await person.post(`${course.href}/membership`);
	expect(await inside(course)).toEqual(['max']);
	const answers = await Promise.all([erase(max), erase(nia)]);
	expect(answers.map(({ status }) => status)).toEqual([303, 303]);
	expect(await inside(course)).toEqual(['cleo']);
	await site.drainJobs();
	expect((await cleo.visit('/notifications')).text).toContain('One seat');
});

test('words are left without a name, or taken out', async () => {
	const course = await publishedCourse(site, ana, { title: 'Talkative' });
	const [keeper, remover] = [await signedIn(site, 'keeper'), await signedIn(site, 'remover')];
	for (const person of [keeper, remover]) {
		await joined(site, person, course);
		await person.post(`${course.href}/comments`, { body: `Said by ${person.username}.` });
	}
	await erase(keeper, 'keep');
	await erase(remover, 'remove');
	await site.drainJobs();
	const { text } = await ana.visit(`${course.href}/discussion`);
	expect(text).toContain('Said by keeper.');
	expect(text).toContain('A former member');
	expect(text).not.toContain('Said by remover.');
	expect(text).not.toMatch(/Keeper|Remover/);
	const kept = await site.db.query("SELECT id FROM comments WHERE body_md LIKE '%remover%'");
	expect(kept).toEqual([]);
});

test('badges are revoked for whoever has a copy, and are gone from the site', async () => {
	const olu = await signedIn(site, 'olu');
	const course = await publishedCourse(site, ana, { title: 'Badge of Olu' });
	const [task] = await addTasks(site, ana, course, ['One']);
	await publishBadge(ana, course);
	await joined(site, olu, course);
	await finish(olu, [`${course.href}/tasks/${task}`]);
	await site.drainJobs();
	const { id } = await theAward(site, course, olu);
	await olu.visit(`/awards/${id}`);
	await olu.submit(`/awards/${id}/visibility`, { visibility: 'public' });
	const { body } = await site.visitor().request('GET', `/ob3/credentials/${id}.json`);
	const credential = JSON.parse(body) as Parameters<typeof isRevoked>[1];
	expect(await isRevoked(site, credential)).toBe(false);

	expect((await erase(olu)).status).toBe(303);
	await site.drainJobs();
	expect(await isRevoked(site, credential)).toBe(true);
	for (const path of [
		`/awards/${id}`,
		`/ob3/credentials/${id}.json`,
		`/ob2/assertions/${id}`,
		`/awards/${id}/image.png`,
	])
		expect((await site.visitor().visit(path)).status).toBe(404);
});

test('the report of a list in which organisers named somebody keeps neither name nor address', async () => {
	const pia = await signedIn(site, 'pia');
	const course = await publishedCourse(site, ana, { title: 'Listed' });
	await joined(site, pia, course);
	const badge = await someBadge(site, ana, { courseId: course.id }, 'organiser', 'Listed');
	const { location } = await ana.post(`${badge.href}/grants`, { people: 'PIA\npia@example.org\ncleo' });
	await site.drainJobs();
	await erase(pia);
	const report = await ana.visit(location);
	expect(report.html.querySelectorAll('tbody td:first-child').map(({ text }) => text)).toEqual([
		...['A former member', 'A former member', 'cleo'],
	]);
});

test('the page takes as many statements with many courses as with few', async () => {
	const [few, many] = [await signedIn(site, 'few'), await signedIn(site, 'many')];
	for (let number = 0; number < 20; number++)
		await publishedCourse(site, number < 2 ? few : many, { title: `Budget ${number}` });
	const statements = await site.statementsOf(() => few.visit(ERASURE));
	expect(await site.statementsOf(() => many.visit(ERASURE))).toBe(statements);
	expect(statements).toBeLessThanOrEqual(8);
});
