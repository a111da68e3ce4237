import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { atOnce } from '../../test/support/at-once.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Grants } from './grants.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let dora: SignedIn;
let course: { id: number; slug: string };
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
	dora = await signedIn(site, 'dora');
	course = await publishedCourse(site, ana, { title: 'Knots' });
	for (const person of [ben, dora]) await joined(site, person, course);
});
afterAll(() => site.close());

function some(rule: 'peer' | 'organiser' | 'review', name: string, settings = {}) {
	return someBadge(site, ana, { courseId: course.id }, rule, name, settings);
}

/** Who holds a badge, in the order in which they were given it. */
async function holders(badge: { id: number }): Promise<string[]> {
	const people = await site.db.query<{ name: string }>(
		`SELECT u.username AS name FROM awards a JOIN users u ON u.id = a.user_id
		WHERE a.badge_id = $1 ORDER BY a.awarded_at, u.username`,
		[badge.id],
	);
	return people.map(({ name }) => name);
}

/** As if all awards of the badge were over. */
const end = (badge: { id: number }) =>
	site.db.query(`UPDATE awards SET valid_until = now() - interval '1 day' WHERE badge_id = $1`, [badge.id]);

describe('a gift', () => {
	const gift = (by: SignedIn, badge: { href: string }, username: string, comment = 'Helped me a lot.') =>
		by.post(`${badge.href}/gift`, { username, comment });
	/** What is said at the field; nothing when it was given. */
	const tries = async (by: SignedIn, badge: { href: string }, username: string) => {
		const answer = await gift(by, badge, username);
		return answer.html.querySelector('#f-username-error')?.text ?? answer.status;
	};

	test('comes once to each, from as many givers as there are, and each may give so many of each badge', async () => {
		const badge = await some('peer', 'Once each', { giverLimit: 2 });
		const other = await some('peer', 'Another', { giverLimit: 1 });
		expect(await tries(ben, badge, '@DORA')).toBe(303);
		expect(await tries(ana, badge, 'dora')).toBe('They hold it already.');
		expect(await tries(ben, badge, 'ana')).toBe(303);
		expect(await tries(ben, other, 'dora')).toBe(303);
		expect(await tries(dora, badge, 'ben')).toBe(303);
		const fran = await signedIn(site, 'fran');
		await joined(site, fran, course);
		expect(await tries(ben, badge, 'fran')).toBe('You have given as many as one person may.');
		expect(await tries(dora, badge, 'fran')).toBe(303);
		expect(await holders(badge)).toEqual(['dora', 'ana', 'ben', 'fran']);
	});

	test('finds names in any script', async () => {
		const badge = await some('peer', 'Any script', { isRepeatable: true });
		for (const [name, typed] of [
			['Ştefan', '@ştefan'],
			['José', 'JOSE\u0301'],
			['민준', '민준'],
		] as const) {
			await joined(site, await signedIn(site, name), course);
			expect(await tries(ben, badge, typed)).toBe(303);
		}
		expect(await holders(badge)).toEqual(['Ştefan', 'José', '민준']);
	});

	test('needs what comes first, as long as it stands', async () => {
		const first = await some('peer', 'First', { validMonths: 1 });
		const badge = await some('peer', 'Second', { prerequisites: [first.id] });
		await gift(ben, first, 'ana');
		const early = 'They need another badge first; the badge’s page says which.'.replace('’', "'");
		expect(await tries(ben, badge, 'dora')).toBe(early);
		await gift(ben, first, 'dora');
		await end(first);
		expect(await tries(ben, badge, 'dora')).toBe(early);
		await gift(ben, first, 'dora');
		expect(await tries(ben, badge, 'dora')).toBe(303);
	});

	test('stays among those who take part now: in the course, in one of the school, on the site', async () => {
		const [left, elsewhere] = [await signedIn(site, 'left'), await signedIn(site, 'elsewhere')];
		const other = await publishedCourse(site, ana, { title: 'Elsewhere' });
		await joined(site, left, course);
		await joined(site, elsewhere, other);
		await site.db.query('UPDATE memberships SET left_at = now() WHERE user_id = $1', [left.id]);
		const [school] = await site.db.query<{ id: number }>(
			`WITH s AS (INSERT INTO schools (slug, name, summary, about_md, about_html, accent)
				VALUES ('rope', 'Rope', 'x', '', '', 'plum') RETURNING id)
			UPDATE courses SET school_id = s.id FROM s WHERE courses.id = $1 RETURNING s.id`,
			[course.id],
		);
		const all = {
			ofCourse: { courseId: course.id },
			ofSchool: { schoolId: school?.id ?? 0 },
			ofSite: 'site',
		} as const;
		const outside = 'This person is not in the course.';
		for (const [owner, expected] of [
			[all.ofCourse, [outside, outside, 303]],
			[all.ofSchool, [outside, outside, 303]],
			[all.ofSite, [303, 303, 303]],
		] as const) {
			const badge = await someBadge(site, ana, owner, 'peer', 'Among us');
			const outcomes = [];
			for (const { username } of [left, elsewhere, dora]) outcomes.push(await tries(ben, badge, username));
			expect(outcomes).toEqual(expected);
		}
		await site.db.query('UPDATE courses SET school_id = NULL');
	});

	test('takes a word of ten letters or more, a confirmed address, and a badge that is for peers to give', async () => {
		const badge = await some('peer', 'With a word');
		expect((await gift(ben, badge, 'dora', 'x'.repeat(9))).status).toBe(422);
		expect((await gift(ben, badge, 'dora', 'x'.repeat(1_001))).status).toBe(422);
		expect((await gift(ben, badge, 'dora', 'x'.repeat(10))).status).toBe(303);
		const gus = await signedIn(site, 'gus');
		await joined(site, gus, course);
		await site.db.query('UPDATE users SET confirmed_at = NULL WHERE id = $1', [gus.id]);
		expect((await gift(gus, badge, 'ana')).status).toBe(403);
		const reviewed = await some('review', 'Reviewed');
		const byHand = await some('organiser', 'By hand');
		for (const each of [reviewed, byHand]) {
			for (const person of [ana, ben]) expect((await gift(person, each, 'dora')).status).toBe(403);
			const forced = site.app.get(Grants).gift({ ...ana, displayName: 'Ana' }, each.id, 'dora', 'Forced.');
			expect(await forced).toBe('unknown');
		}
		expect((await ana.post(`${reviewed.href}/grants`, { people: 'ben' })).status).toBe(403);
		const outside = { ...cleo, displayName: 'Cleo' };
		expect(await site.app.get(Grants).gift(outside, badge.id, 'ana', 'From outside.')).toBe('not-together');
	});

	test('is one too many when two are pressed at once', async () => {
		const badge = await some('peer', 'Twice', { giverLimit: 1 });
		const statuses = await atOnce(
			site,
			'gifts',
			...['dora', 'ana'].map((username) => async () => (await gift(ben, badge, username)).status),
		);
		expect([statuses, await holders(badge)]).toEqual([[303, 422], ['dora']]);
	});
});

describe('a list', () => {
	const list = async (badge: { href: string }, fields: Record<string, string>) =>
		(await ana.post(`${badge.href}/grants`, fields)).location;
	const report = async (address: string) => {
		const { html } = await ana.visit(address);
		return html.querySelectorAll('tbody tr').map((row) => row.querySelectorAll('td').map(({ text }) => text));
	};
	const given = async (badge: { href: string }, fields: Record<string, string>) => {
		const address = await list(badge, fields);
		await site.drainJobs();
		return report(address);
	};

	test('says who needs another badge first, also when theirs is over', async () => {
		const first = await some('organiser', 'Comes first', { validMonths: 1 });
		const badge = await some('organiser', 'Comes second', { prerequisites: [first.id] });
		await given(first, { people: 'dora' });
		const outcome = () => given(badge, { people: 'ben\ndora' });
		await end(first);
		const early = 'Needs another badge first';
		expect(await outcome()).toEqual([
			['ben', early],
			['dora', early],
		]);
		await given(first, { people: 'dora' });
		expect(await outcome()).toEqual([
			['ben', early],
			['dora', 'Given'],
		]);
	});

	test('reaches an address only where it was confirmed', async () => {
		const badge = await some('organiser', 'By address');
		await signedIn(site, 'squatter');
		await site.db.query(
			`UPDATE users SET email = 'Dora@example.org', confirmed_at = NULL WHERE username = 'squatter'`,
		);
		expect(await given(badge, { people: 'DORA@Example.org' })).toEqual([['DORA@Example.org', 'Given']]);
		expect(await holders(badge)).toEqual(['dora']);
		await site.db.query(`UPDATE users SET email = 'new@example.org' WHERE username = 'squatter'`);
		expect(await given(badge, { people: 'new@example.org' })).toEqual([
			['new@example.org', 'Nobody of this name here'],
		]);
	});

	test('gives a badge again with each list where it can be earned again, and says who gave it', async () => {
		const badge = await some('organiser', 'Of the month', { isRepeatable: true });
		for (const _month of [1, 2]) await given(badge, { people: 'ben' });
		expect(await holders(badge)).toEqual(['ben', 'ben']);
		expect(
			await site.db.query('SELECT DISTINCT given_by FROM awards WHERE badge_id = $1', [badge.id]),
		).toEqual([{ given_by: ana.id }]);
	});

	test('of everybody holds those who take part in that run now, whatever they are called later', async () => {
		const next = await publishedCourse(site, ana, { title: 'Next' });
		for (const person of [dora, cleo, ben]) await joined(site, person, next);
		await site.db.query('UPDATE memberships SET left_at = now() WHERE user_id = $1', [cleo.id]);
		const [here, there] = await site.db.query<{ id: number }>(
			'SELECT id FROM runs WHERE course_id = ANY($1) ORDER BY id',
			[[course.id, next.id]],
		);
		const badge = await someBadge(site, ana, { courseId: next.id }, 'organiser', 'Everybody');
		const page = await ana.visit(`${badge.href}/grants`);
		expect(page.html.querySelectorAll('#f-run option').map(({ text }) => text)).toContain(
			'Everybody (2 people)',
		);
		expect(await given(badge, { run: String(here?.id) })).toEqual([]);
		const address = await list(badge, { run: String(there?.id) });
		await site.db.query(`UPDATE users SET username = 'theodora' WHERE id = $1`, [dora.id]);
		await site.drainJobs();
		expect(await report(address)).toEqual([
			['dora', 'Given'],
			['ben', 'Given'],
		]);
		await site.db.query(`UPDATE users SET username = 'dora' WHERE id = $1`, [dora.id]);
	});

	test('is worked through once, also by two workers at once, and its report stays as it was', async () => {
		const badge = await some('organiser', 'Two workers');
		const address = await list(badge, { people: 'ben\ndora' });
		const run = () => site.app.get(Jobs).run('grants.give', { batchId: Number(address.split('/').at(-1)) });
		expect((await ana.visit(address)).text).toContain('Look again');
		await atOnce(site, 'awards', run, run);
		await site.drainJobs();
		expect((await ana.visit(address)).text).not.toContain('Look again');
		const all = [
			['ben', 'Given'],
			['dora', 'Given'],
		];
		expect(await report(address)).toEqual(all);
		await given(badge, { people: 'cleo\nben\nnobody' });
		expect(await report(address)).toEqual(all);
		const lists = (await ana.visit(`${badge.href}/grants`)).html.querySelectorAll('main a[href*="/grants/"]');
		expect(lists.map(({ parentNode }) => parentNode?.text.replace(/\s+/g, ' '))).toEqual([
			expect.stringContaining('1 given, 3 of 3 lines done'),
			expect.stringContaining('2 given, 2 of 2 lines done'),
		]);
		const other = await some('organiser', 'Its own lists');
		expect((await ana.visit(address.replace(badge.href, other.href))).status).toBe(404);
		expect(
			(await ana.visit(`${other.href}/grants`)).html.querySelector('main a[href*="/grants/"]'),
		).toBeNull();
		expect((await ben.visit(address)).status).toBe(403);
	});

	test('of a badge of the site is for its admins alone', async () => {
		const root = await signedIn(site, 'root', { admin: true });
		const badge = await someBadge(site, root, 'site', 'organiser', 'Of the site');
		const statuses = [];
		for (const person of [ana, ben, root]) {
			for (const page of ['grants', 'rule', 'awards'])
				statuses.push((await person.visit(`${badge.href}/${page}`)).status);
			statuses.push((await person.post(`${badge.href}/grants`, { people: 'ben' })).status);
		}
		expect(statuses).toEqual([403, 403, 403, 403, 403, 403, 403, 403, 200, 200, 200, 303]);
	});

	test('comes as a file, too, with up to 2,000 people', async () => {
		const badge = await some('organiser', 'From a file');
		const send = async (content: string) => {
			const form = new FormData();
			form.append('file', new Blob([content]), 'people.csv');
			const body = new Response(form);
			const path = `${badge.href}/grants?_csrf=${await ana.token()}`;
			return ana.request('POST', path, Buffer.from(await body.arrayBuffer()), {
				'content-type': body.headers.get('content-type') ?? '',
			});
		};
		const sent = await send('username;name\nben;Ben');
		await site.drainJobs();
		expect(await report(sent.location)).toEqual([['ben', 'Given']]);
		const people = (count: number) => Array.from({ length: count }, (_each, n) => `p${n}`).join('\n');
		expect((await send(people(2_001))).status).toBe(422);
		expect((await send(people(2_000))).status).toBe(303);
		const large = await send('x'.repeat(200_001));
		expect([large.status, large.html.querySelector('#f-people-error')?.text]).toEqual([
			422,
			expect.stringContaining('Name at least one person and at most 2,000.'),
		]);
	});
});
