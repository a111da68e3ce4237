import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PASSWORD } from '../../test/support/accounts.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import type { Person } from '../../test/support/person.js';
import { joined } from '../../test/support/tasks.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

type Course = Awaited<ReturnType<typeof draftCourse>>;

const organisersOf = async ({ id }: Course) =>
	(
		await site.db.query<{ username: string }>(
			`SELECT u.username FROM course_organisers o JOIN users u ON u.id = o.user_id WHERE o.course_id = $1 ORDER BY 1`,
			[id],
		)
	).map(({ username }) => username);

/** Makes a link through the page, and gives its path. */
async function link(organiser: Person, course: Course): Promise<string> {
	await organiser.visit(`${course.href}/organisers`);
	const made = await organiser.submit(`${course.href}/invitation-links`);
	expect(made.status).toBe(201);
	const value = made.html.querySelector('#invitation-link')?.getAttribute('value') ?? '';
	return value.replace('http://localhost:3000', '');
}

async function mailTo(organiser: Person, course: Course, email: string) {
	await organiser.visit(`${course.href}/organisers`);
	return organiser.submit(`${course.href}/invitations`, { email });
}

const secretIn = (text: string) => /localhost:3000(\/invitations\/[\w-]+)/.exec(text)?.[1] ?? '';

test('a new course suggests first to invite a co-organiser', async () => {
	const { ana } = people;
	await ana.visit('/courses/new');
	const created = await ana.submit(
		'/courses',
		{
			title: 'Two heads',
			summary: 'Better than one.',
			kind: 'challenge',
		},
		'Create draft',
	);
	const first = created.html.querySelector('.path li');
	expect(first?.text).toContain('Invite a co-organiser');
	expect(first?.querySelector('a')?.getAttribute('href')).toBe('/courses/two-heads/organisers');
});

test('a link is shown once and makes one person an organiser of one draft', async () => {
	const { ana, ben, cleo } = people;
	const course = await draftCourse(site, ana, { title: 'Secret plans' });
	const other = await draftCourse(site, ana, { title: 'Other plans' });
	const path = await link(ana, course);
	expect((await ana.visit(`${course.href}/organisers`)).body).not.toContain(path);
	const [kept] = await site.db.query<{ row: string }>(
		'SELECT i::text AS row FROM invitations i WHERE course_id = $1',
		[course.id],
	);
	expect(kept?.row).not.toContain(path.split('/').at(-1));

	expect((await ben.visit(course.href)).status).toBe(404);
	const asked = await ben.visit(path);
	expect(asked.text).toContain('Ana asks you to organise this challenge');
	expect(await organisersOf(course)).toEqual(['ana']);
	const accepted = await ben.submit(`${path}/acceptance`);
	expect(accepted.text).toContain('You organise “Secret plans” now.');
	expect(await organisersOf(course)).toEqual(['ana', 'ben']);
	expect((await ben.visit(other.href)).status).toBe(404);

	expect((await cleo.visit(path)).status).toBe(410);
	expect((await cleo.post(`${path}/acceptance`)).status).toBe(410);
	// The back button.
	expect((await ben.post(`${path}/acceptance`)).location).toBe(course.href);
	await site.drainJobs();
	expect((await ana.visit('/notifications')).text).toContain(
		'Ben accepted: you organise “Secret plans” together now.',
	);
	expect((await site.mailTo(ana.email)).map(({ subject }) => subject)).toContain(
		'Ben organises Secret plans with you',
	);
});

test('of two with one link at the same moment one organises', async () => {
	const { ana, ben, cleo } = people;
	const course = await draftCourse(site, ana, { title: 'One key' });
	const path = await link(ana, course);
	const answers = await Promise.all([ben, cleo].map((person) => person.post(`${path}/acceptance`)));
	expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
	expect(await organisersOf(course)).toHaveLength(2);
});

test('a withdrawn, an expired, and a removed organiser’s link let nobody in', async () => {
	const { ana, ben, cleo } = people;
	const course = await publishedCourse(site, ana, { title: 'Closed doors' });
	const withdrawn = await link(ana, course);
	await ana.visit(`${course.href}/organisers`);
	expect(
		(
			await ana.submit(
				ana.page?.html.querySelector('form[action*="/invitations/"]')?.getAttribute('action') ?? '',
			)
		).text,
	).toContain('Withdrawn');
	const expired = await link(ana, course);
	await site.db.query(
		`UPDATE invitations SET expires_at = now() - interval '1 minute' WHERE course_id = $1`,
		[course.id],
	);
	await site.db.query('INSERT INTO course_organisers (course_id, user_id) VALUES ($1, $2)', [
		course.id,
		ben.id,
	]);
	const removed = await link(ben, course);
	await ana.post(`${course.href}/organisers/ben?_method=DELETE`);
	for (const path of [withdrawn, expired, removed]) {
		expect((await cleo.visit(path)).status).toBe(410);
		expect((await cleo.post(`${path}/acceptance`)).status).toBe(410);
	}
	expect((await cleo.visit(`/invitations/${'x'.repeat(43)}`)).status).toBe(404);
	expect(await organisersOf(course)).toEqual(['ana']);
});

test('somebody without an account is mailed, registers, confirms, comes back and accepts', async () => {
	const { ana } = people;
	const course = await draftCourse(site, ana, { title: 'From afar' });
	expect((await mailTo(ana, course, 'Dora@Example.org')).text).toContain(
		'The invitation to Dora@Example.org is on its way.',
	);
	expect((await mailTo(ana, course, 'dora@example.org')).text).toContain('has an invitation already');
	const [mail, ...more] = await site.mailTo('dora@example.org');
	expect(more).toEqual([]);
	expect(mail?.subject).toBe('Ana asks you to organise “From afar”');
	const path = secretIn(mail?.text ?? '');

	const dora = site.visitor();
	const seen = await dora.visit(path);
	expect(seen.html.querySelector(`form[action="${path}/acceptance"]`)).toBeNull();
	await dora.visit(seen.html.querySelector('main a[href^="/register"]')?.getAttribute('href') ?? '');
	const back = await dora.submit('/register', {
		username: 'dora',
		email: 'dora@example.org',
		password: PASSWORD,
	});
	expect(back.text).toContain('Organise “From afar”?');
	expect(back.text).toContain('One step is left before you can accept');
	// The mailed secret alone proves nothing about the account.
	expect((await dora.post(`${path}/acceptance`)).status).toBe(403);

	await site.drainJobs();
	const confirm =
		/localhost:3000(\/confirm\/\S+)/.exec((await site.mailTo('dora@example.org')).at(-1)?.text ?? '')?.[1] ??
		'';
	await dora.visit(confirm);
	const confirmed = await dora.submit(confirm.split('?')[0] ?? '');
	expect(confirmed.text).toContain('Organise “From afar”?');
	expect((await dora.submit(`${path}/acceptance`)).text).toContain('You organise “From afar” now.');
	expect(await organisersOf(course)).toEqual(['ana', 'dora']);
});

test('a mailed invitation can be declined without an account', async () => {
	const { ana } = people;
	const course = await draftCourse(site, ana, { title: 'No thanks' });
	await mailTo(ana, course, 'emil@example.org');
	const path = secretIn((await site.mailTo('emil@example.org'))[0]?.text ?? '');
	const emil = site.visitor();
	await emil.visit(path);
	expect((await emil.submit(`${path}/refusal`)).text).toContain('You declined the invitation');
	expect((await people.cleo.visit(path)).status).toBe(410);
	const list = await ana.visit(`${course.href}/organisers`);
	expect(list.text).toContain('emil@example.org');
	expect(list.text).toContain('declined');
	expect((await mailTo(ana, course, 'emil@example.org')).text).toContain('is on its way');
});

test('a member is told on the site and by mail; others cannot answer for them, nor is their address given away', async () => {
	const { ana, cleo } = people;
	const ida = await signedIn(site, 'ida');
	const course = await draftCourse(site, ana, { title: 'Known address' });
	const answer = await mailTo(ana, course, ida.email);
	expect(answer.text).toContain(`The invitation to ${ida.email} is on its way.`);
	expect(answer.html.querySelector('main')?.text).not.toContain('Ida');
	await site.drainJobs();
	expect((await site.mailTo(ida.email)).map(({ subject }) => subject)).toEqual([
		'Ana asks you to organise Known address',
	]);
	const notice = (await ida.visit('/notifications')).html.querySelector('.notices a');
	const path = notice?.getAttribute('href') ?? '';
	expect(path).toMatch(/^\/invitations\/\d+$/);
	expect((await cleo.visit(path)).status).toBe(404);
	expect((await cleo.post(`${path}/acceptance`)).status).toBe(404);
	expect((await site.visitor().request('GET', path)).location).toBe(
		`/sign-in?next=${encodeURIComponent(path)}`,
	);
	await ida.visit(path);
	await ida.submit(`${path}/acceptance`);
	expect(await organisersOf(course)).toEqual(['ana', 'ida']);
});

test('a participant is asked, and organises only after their own yes', async () => {
	const { ana, cleo } = people;
	const jon = await signedIn(site, 'jon');
	const course = await publishedCourse(site, ana, { title: 'Growing' });
	await joined(site, jon, course);
	await ana.visit(`${course.href}/people`);
	const ask = `${course.href}/people/jon/promotion`;
	expect((await ana.submit(ask)).text).toContain('We asked jon.');
	expect((await ana.submit(ask)).text).toContain('jon was asked already');
	expect(await organisersOf(course)).toEqual(['ana']);
	await ana.post(`${course.href}/people/cleo/promotion`);
	expect((await ana.visit(`${course.href}/people`)).text).toContain('cleo does not take part');
	expect(
		(await cleo.visit(`${course.href}/people`)).html.querySelector('form[action*="promotion"]'),
	).toBeNull();
	expect((await jon.post(ask)).status).toBe(403);

	await site.drainJobs();
	const path =
		(await jon.visit('/notifications')).html
			.querySelector('.notices a[href^="/invitations/"]')
			?.getAttribute('href') ?? '';
	await jon.visit(path);
	await jon.submit(`${path}/acceptance`);
	expect(await organisersOf(course)).toEqual(['ana', 'jon']);
});

test('only organisers invite; a bad address comes back as it was typed', async () => {
	const { ana, ben, cleo } = people;
	const course = await publishedCourse(site, ana, { title: 'Guarded' });
	await joined(site, ben, course);
	const outside: SignedIn[] = [ben, cleo];
	for (const person of outside) {
		for (const path of ['/organisers', '/invitations'])
			expect((await person.visit(course.href + path)).status).toBe(403);
		for (const path of ['/invitations', '/invitation-links'])
			expect(
				(await person.post(course.href + path, { role: 'organiser', email: 'x@example.org' })).status,
			).toBe(403);
	}
	expect((await site.visitor().request('GET', `${course.href}/organisers`)).location).toContain('/sign-in');
	const bad = await mailTo(ana, course, 'not an address');
	expect(bad.status).toBe(422);
	expect(bad.html.querySelector('#f-email')?.getAttribute('value')).toBe('not an address');
	const other = await publishedCourse(site, ben, { title: 'Of Ben' });
	const [mine] = await site.db.query<{ id: number }>(
		`INSERT INTO invitations (course_id, role, token_hash, invited_by, expires_at)
		VALUES ($1, 'organiser', 'guarded', $2, now() + interval '1 day') RETURNING id`,
		[course.id, ana.id],
	);
	expect((await ben.post(`${other.href}/invitations/${mine?.id}?_method=DELETE`)).status).toBe(404);
});

test('the page of invitations costs the same with two and with twenty', async () => {
	const { ana } = people;
	const course = await draftCourse(site, ana, { title: 'Many letters' });
	const count = async (howMany: number) => {
		await site.db.query(
			`INSERT INTO invitations (course_id, role, token_hash, email, invited_by, expires_at)
			SELECT $1, 'organiser', format('%s of %s', n, $2::int), format('%s.%s', n, $2::int) || '@example.org', $3, now() + interval '1 day'
			FROM generate_series(1, $2::int) n`,
			[course.id, howMany, ana.id],
		);
		return site.statementsOf(() => ana.visit(`${course.href}/organisers`));
	};
	const few = await count(2);
	expect(few).toBeLessThanOrEqual(6);
	expect(await count(20)).toBe(few);
});
