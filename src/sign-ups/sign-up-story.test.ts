import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

const studyGroup = (title: string, more: { ownTerm?: string; language?: string } = {}) =>
	publishedCourse(site, people.ana, { title, kind: 'study-group', ...more });

const ANSWERS = { answer: ['To read with others.', 'I know **some** of it.', 'Two hours.'] };

async function idOf(courseId: number, username: string): Promise<number> {
	const row = await site.db.one<{ id: number }>(
		`SELECT a.id FROM sign_up_applications a JOIN runs r ON r.id = a.run_id JOIN users u ON u.id = a.user_id
		WHERE r.course_id = $1 AND u.username = $2 ORDER BY a.id DESC LIMIT 1`,
		[courseId, username],
	);
	return row?.id ?? 0;
}

/** Somebody applies through the pages; gives the address of their application. */
async function apply(person: typeof people.ben, href: string, answers = ANSWERS): Promise<string> {
	await person.visit(`${href}/applications/new`);
	const sent = await person.submit(`${href}/applications`, answers);
	expect(sent.text).toContain('Your application is sent.');
	const action = sent.html.querySelectorAll('form').map((form) => form.getAttribute('action') ?? '');
	return action.find((each) => each.includes('_method=DELETE'))?.split('?')[0] ?? '';
}

test('Ben applies to a study group, Ana reads, asks and accepts, and he is in', async () => {
	const { ana, ben } = people;
	const { href, id } = await studyGroup('Kindred', { ownTerm: 'Book club' });
	const seen = await ben.visit(href);
	expect(seen.text).toContain('Apply to join this Book club');
	const form = await ben.submit(`${href}/membership`);
	expect(form.text).toContain('Why would you like to take part?');
	expect(form.text).toContain('Only the organisers read this.');
	expect(form.html.querySelector('#f-shareEmail')?.hasAttribute('checked')).toBe(false);
	const sent = await ben.submit(`${href}/applications`, { ...ANSWERS, shareEmail: 'true' });
	expect(sent.text).toContain('The organisers have not decided yet.');
	expect(sent.html.querySelector('.prose strong')?.text).toBe('some');
	expect((await ben.visit(href)).text).toContain('Your application is with the organisers.');
	expect((await ben.visit(`${href}/applications/new`)).text).toContain('Your application to “Kindred”');

	await site.drainJobs();
	const [told] = (await site.mailTo('ana@example.org')).filter(({ subject }) =>
		subject.includes('Ben would like to join Kindred'),
	);
	expect(told?.text).toContain('To read with others.');
	expect(told?.text).toContain('join this Book club');

	expect((await ana.visit('/')).text).toContain('1 application to decide');
	const list = await ana.visit(`${href}/applications`);
	expect(list.text).toContain('Waiting for your decision');
	const application = `${href}/applications/${await idOf(id, 'ben')}`;
	expect((await ana.visit(application)).text).toContain('The people in here can read this once Ben is in.');
	const asked = await ana.submit(`${application}/messages`, { body: 'Which *edition* do you have?' });
	expect(asked.html.querySelector('.comment em')?.text).toBe('edition');
	await site.drainJobs();
	expect((await site.mailTo('ben@example.org')).map(({ subject }) => subject)).toContain(
		'Ana wrote about your application to Kindred',
	);
	await ben.visit(application);
	await ben.submit(`${application}/messages`, { body: 'The green one.' });

	await ana.visit(application);
	const decided = await ana.submit(`${application}/decision`, {
		decision: 'accepted',
		note: 'See you Monday!',
	});
	expect(decided.text).toContain('Ben is in.');
	expect((await ben.visit(href)).text).toContain('Leave this Book club');
	expect((await ben.visit(application)).text).toContain('You are in!');
	expect(
		(await ben.visit(`${href}/membership`)).html.querySelector('[name=shareEmail][checked]'),
	).not.toBeNull();
	await site.drainJobs();
	const mails = await site.mailTo('ben@example.org');
	const [accepted] = mails.filter(({ subject }) => subject === 'You are in: Kindred');
	expect(accepted?.text.replace(/\s+/g, ' ')).toContain('You can begin with this Book club now.');
	expect(accepted?.text).toContain('See you Monday!');
	// Ana let him in herself, so nobody tells her that he joined.
	const anas = (await site.mailTo('ana@example.org')).map(({ subject }) => subject);
	expect(anas.filter((subject) => subject.includes('Kindred'))).toEqual([
		'Ben would like to join Kindred',
		'Ben wrote about their application to Kindred',
	]);
	expect((await ana.visit('/')).text).not.toContain('application to decide');
});

test('a decline is mailed with its note, and one may apply again', async () => {
	const { ana, ben } = people;
	const { href, id } = await studyGroup('Declined');
	await apply(ben, href);
	const first = await idOf(id, 'ben');
	await ana.visit(`${href}/applications/${first}`);
	await ana.submit(`${href}/applications/${first}/decision`, {
		decision: 'declined',
		note: 'Full of beginners.',
	});
	await site.drainJobs();
	const [mail] = (await site.mailTo('ben@example.org')).filter(
		({ subject }) => subject === 'Your application to Declined',
	);
	expect(mail?.text).toContain('Full of beginners.');
	const shown = await ben.visit(`${href}/applications/${first}`);
	expect(shown.text).toContain('The organisers said no this time.');
	expect(shown.text).toContain('Full of beginners.');
	await apply(ben, href);
	const second = await idOf(id, 'ben');
	expect(second).toBeGreaterThan(first);
	// A decision is made once.
	const late = await ana.post(`${href}/applications/${first}/decision`, { decision: 'accepted' });
	expect((await ana.visit(late.location)).text).toContain('Somebody decided about Ben before you');
});

test('an application can be taken back, by its applicant alone', async () => {
	const { ana, ben, cleo } = people;
	const { href, id } = await studyGroup('Taken back');
	const address = await apply(ben, href);
	expect((await cleo.post(`${address}?_method=DELETE`)).status).toBe(404);
	expect((await ana.post(`${address}?_method=DELETE`)).status).toBe(403);
	await ben.visit(address);
	expect((await ben.submit(address)).text).toContain('Your application is taken back.');
	const application = await idOf(id, 'ben');
	const decided = await ana.post(`${href}/applications/${application}/decision`, { decision: 'accepted' });
	expect(decided.location).toContain(`/applications/${application}`);
	expect((await ben.visit(href)).text).toContain('Apply to join');
});

test('sent several times at the same moment it is one application', async () => {
	const { ben } = people;
	const { href, id } = await studyGroup('At once');
	const form = await ben.visit(`${href}/applications/new`);
	const value = (name: string) => form.html.querySelector(`[name=${name}]`)?.getAttribute('value') ?? '';
	const fields = { ...ANSWERS, runId: value('runId'), asked: value('asked') };
	const answers = await Promise.all([1, 2, 3, 4].map(() => ben.post(`${href}/applications`, fields)));
	expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
	const [counted] = await site.db.query(
		`SELECT count(*)::int AS applications, (SELECT count(*)::int FROM sign_up_answers WHERE application_id = max(a.id)) AS answers
		FROM sign_up_applications a JOIN runs r ON r.id = a.run_id WHERE r.course_id = $1`,
		[id],
	);
	expect(counted).toEqual({ applications: 1, answers: 3 });
	expect(
		await site.db.query(
			`SELECT id FROM events WHERE name = 'sign-up.applied' AND payload->>'courseId' = $1`,
			[String(id)],
		),
	).toHaveLength(1);
});

test('accepted when all seats are taken they wait; many decisions at once fill the seats and no more', async () => {
	const { ana, ben } = people;
	const { href, id } = await studyGroup('Few seats');
	await site.db.query('UPDATE runs SET seats = 2 WHERE course_id = $1', [id]);
	const crowd = [];
	for (const name of ['sara', 'tom', 'uma', 'vera']) crowd.push(await signedIn(site, name));
	for (const person of [ben, ...crowd]) await apply(person, href);
	const ids = await Promise.all([ben, ...crowd].map(({ username }) => idOf(id, username)));
	await Promise.all(
		ids.map((application) =>
			ana.post(`${href}/applications/${application}/decision`, { decision: 'accepted' }),
		),
	);
	const [counted] = await site.db.query<{ seated: number; waiting: number }>(
		`SELECT (SELECT count(*)::int FROM memberships m WHERE m.run_id = r.id AND m.left_at IS NULL) AS seated,
			(SELECT count(*)::int FROM waiting_places w WHERE w.run_id = r.id) AS waiting
		FROM runs r WHERE r.course_id = $1`,
		[id],
	);
	expect(counted).toEqual({ seated: 2, waiting: 3 });
	const seated = await site.db.query<{ username: string }>(
		`SELECT u.username FROM memberships m JOIN runs r ON r.id = m.run_id JOIN users u ON u.id = m.user_id
		WHERE r.course_id = $1 AND m.left_at IS NULL`,
		[id],
	);
	const waiter = [ben, ...crowd].find(({ username }) => !seated.some((each) => each.username === username));
	expect((await waiter?.visit(`${href}/applications/${await idOf(id, waiter.username)}`))?.text).toContain(
		'You are accepted. All seats are taken',
	);
	expect((await waiter?.visit(href))?.text).toMatch(/You are number [123] on the waiting list/);
	const leaver = [ben, ...crowd].find(({ username }) => username === seated[0]?.username);
	await leaver?.post(`${href}/membership?_method=DELETE`);
	await site.drainJobs();
	const told = await site.db.query<{ kind: string }>(
		`SELECT kind FROM notifications n JOIN events e ON e.id = n.event_id
		WHERE kind = 'seated' AND e.payload->>'courseId' = $1`,
		[String(id)],
	);
	expect(told).toHaveLength(1);
});

test('an unfinished application comes back as it was typed', async () => {
	const { ben } = people;
	const { href } = await studyGroup('Unfinished');
	await ben.visit(`${href}/applications/new`);
	const answer = await ben.submit(`${href}/applications`, { answer: ['First', '', 'x'.repeat(2_001)] });
	expect(answer.status).toBe(422);
	expect(answer.html.querySelectorAll('[aria-invalid]').map((each) => each.id)).toEqual([
		'f-answer2',
		'f-answer3',
	]);
	expect(answer.html.querySelector('#f-answer1')?.text).toBe('First');
	expect(answer.html.querySelector('.error-summary a')?.getAttribute('href')).toBe('#f-answer2');
});

test('outsiders neither see applications nor decide them; closed and open courses take none', async () => {
	const { ana, ben, cleo } = people;
	const { href, id } = await studyGroup('Not for all');
	const address = await apply(ben, href);
	expect((await cleo.visit(address)).status).toBe(404);
	expect((await cleo.post(`${address}/messages`, { body: 'Hm' })).status).toBe(404);
	expect((await cleo.post(`${address}/decision`, { decision: 'accepted' })).status).toBe(404);
	expect((await ben.post(`${address}/decision`, { decision: 'accepted' })).status).toBe(403);
	for (const path of ['/applications', '/questions']) expect((await ben.visit(href + path)).status).toBe(403);
	expect((await site.visitor().request('GET', address)).location).toContain('/sign-in?next=');
	expect((await ana.post(`${address}/decision`, { decision: 'perhaps', note: 'Kept' })).text).toContain(
		'Kept',
	);
	expect((await ana.post(`${address}/messages`, { body: '' })).status).toBe(422);
	const other = await studyGroup('Another group');
	expect((await ana.visit(`${other.href}/applications/${await idOf(id, 'ben')}`)).status).toBe(404);

	for (const signUp of ['open', 'closed']) {
		await site.db.query('UPDATE runs SET sign_up = $2 WHERE course_id = $1', [other.id, signUp]);
		await cleo.visit(`${other.href}/applications/new`);
		expect(cleo.page?.html.querySelector('textarea')).toBeNull();
		await cleo.post(`${other.href}/applications`, ANSWERS);
		expect(await idOf(other.id, 'cleo')).toBe(0);
	}
	// A moderated course lets nobody in by the door of open ones.
	await cleo.post(`${href}/membership`);
	expect((await cleo.visit(href)).text).toContain('Apply to join');
});
