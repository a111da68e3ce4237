import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, signedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import type { Person } from '../../test/support/person.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

type Course = Awaited<ReturnType<typeof publishedCourse>>;

async function link(organiser: Person, course: Course): Promise<string> {
	await organiser.visit(`${course.href}/invitations`);
	const made = await organiser.submit(`${course.href}/invitation-links`);
	return (made.html.querySelector('#invitation-link')?.getAttribute('value') ?? '').replace(
		'http://localhost:3000',
		'',
	);
}

const closeSignUp = ({ id }: Course) =>
	site.db.query(`UPDATE runs SET sign_up = 'closed' WHERE course_id = $1`, [id]);

const participants = async ({ id }: Course) =>
	(
		await site.db.query<{ username: string }>(
			`SELECT u.username FROM memberships m JOIN runs r ON r.id = m.run_id JOIN users u ON u.id = m.user_id
			WHERE r.course_id = $1 AND m.left_at IS NULL ORDER BY 1`,
			[id],
		)
	).map(({ username }) => username);

test('a link lets a whole group into a closed, unlisted course, and counts them', async () => {
	const { ana, ben, cleo } = people;
	const course = await publishedCourse(site, ana, { title: 'Evening class' });
	await closeSignUp(course);
	await site.db.query('UPDATE courses SET unlisted_at = now() WHERE id = $1', [course.id]);
	const path = await link(ana, course);
	const stranger = await site.visitor().visit(path);
	expect(stranger.text).toContain('Join “Evening class”?');
	expect(stranger.html.querySelector('a[href^="/sign-in?next="]')).not.toBeNull();
	for (const person of [ben, cleo]) {
		const asked = await person.visit(path);
		expect(asked.html.querySelector(`form[action="${path}/refusal"]`)).toBeNull();
		const fields: Record<string, string> = person === ben ? { shareEmail: 'true' } : {};
		expect((await person.submit(`${path}/acceptance`, fields)).text).toContain(
			'You are in “Evening class”. Welcome!',
		);
	}
	expect(await participants(course)).toEqual(['ben', 'cleo']);
	const shared = await site.db.query<{ username: string }>(
		`SELECT u.username FROM memberships m JOIN runs r ON r.id = m.run_id JOIN users u ON u.id = m.user_id
		WHERE r.course_id = $1 AND m.email_shared_at IS NOT NULL`,
		[course.id],
	);
	expect(shared).toEqual([{ username: 'ben' }]);
	expect((await ben.post(`${path}/acceptance`)).location).toBe(course.href);
	expect((await ana.visit(`${course.href}/invitations`)).text).toContain('used 2 times');
	expect((await ben.post(`${path}/refusal`)).status).toBe(403);
	// Her own link leads her to her course.
	expect((await ana.request('GET', path)).location).toBe(course.href);
});

test('a withdrawn link lets nobody in; neither does one to an archived course', async () => {
	const { ana, ben } = people;
	const course = await publishedCourse(site, ana, { title: 'Short notice' });
	const path = await link(ana, course);
	await ana.visit(`${course.href}/invitations`);
	const withdraw =
		ana.page?.html.querySelector('form[action*="/invitations/"]')?.getAttribute('action') ?? '';
	expect((await ana.submit(withdraw)).text).toContain('Withdrawn');
	expect((await ben.post(`${path}/acceptance`)).status).toBe(410);
	const second = await link(ana, course);
	await site.db.query('UPDATE courses SET archived_at = now() WHERE id = $1', [course.id]);
	await ben.post(`${second}/acceptance`);
	expect((await ben.visit(course.href)).text).toContain('is closed.');
	expect(await participants(course)).toEqual([]);
});

test('drafts take nobody, so nobody is invited to take part in one', async () => {
	const { ana } = people;
	const course = await draftCourse(site, ana, { title: 'Not yet' });
	expect((await ana.visit(`${course.href}/invitations`)).text).toContain('Only what is published');
	expect((await ana.post(`${course.href}/invitation-links`, { role: 'participant' })).status).toBe(403);
});

test('a mailed invitation to take part is for one person', async () => {
	const { ana, cleo } = people;
	const kim = await signedIn(site, 'kim');
	const course = await publishedCourse(site, ana, { title: 'By letter' });
	await closeSignUp(course);
	await ana.visit(`${course.href}/invitations`);
	await ana.submit(`${course.href}/invitations`, { email: 'friend@example.org' });
	const [mail] = await site.mailTo('friend@example.org');
	expect(mail?.subject).toBe('Ana invites you to “By letter”');
	const path = /localhost:3000(\/invitations\/[\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
	await kim.visit(path);
	const answers = await Promise.all([kim, cleo].map((person) => person.post(`${path}/acceptance`)));
	expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
	expect(await participants(course)).toHaveLength(1);
	const uses = await site.db.query('SELECT uses FROM invitations WHERE course_id = $1', [course.id]);
	expect(uses).toEqual([{ uses: 1 }]);
});

test('who joins and that the invitation is used up are one: neither is without the other', async () => {
	const { ana, ben } = people;
	const course = await publishedCourse(site, ana, { title: 'Both or none' });
	const path = await link(ana, course);
	await ben.token();
	await site.db.query('ALTER TABLE invitations ADD CONSTRAINT broken CHECK (uses = 0) NOT VALID');
	site.app.useLogger(false);
	try {
		expect((await ben.post(`${path}/acceptance`)).status).toBe(500);
	} finally {
		await site.db.query('ALTER TABLE invitations DROP CONSTRAINT broken');
		site.app.useLogger(['error', 'fatal']);
	}
	expect(await participants(course)).toEqual([]);
	expect((await ben.post(`${path}/acceptance`)).location).toBe(course.href);
	expect(await participants(course)).toEqual(['ben']);
});
