import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';

let site: TestSite;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
	site = await TestSite.start();
	people = await cast(site);
});
afterAll(() => site.close());

const studyGroup = (title: string, language = 'en') =>
	publishedCourse(site, people.ana, { title, kind: 'study-group', language });

const asked = (page: { html: { querySelectorAll(css: string): { text: string }[] } }) =>
	page.html.querySelectorAll('label[for^=f-answer]').map(({ text }) => text);

test('a new study group asks three questions in its own language, until its organisers write others', async () => {
	const { ana, ben } = people;
	const { href } = await studyGroup('Círculo', 'es');
	expect(asked(await ben.visit(`${href}/applications/new`))).toEqual([
		'¿Por qué te gustaría participar?',
		'¿Qué aportas: qué sabes, qué has probado ya?',
		'¿Cuánto tiempo puedes dedicar cada semana?',
	]);
	await ana.visit(`${href}/questions`);
	const saved = await ana.submit(`${href}/questions`, {
		question: ['¿De dónde escribes?', '', '  ¿Qué   lees? ', '', ''],
		audience: ['public', 'public', 'organisers', 'public', 'public'],
	});
	expect(saved.text).toContain('The questions are saved.');
	expect(asked(await ben.visit(`${href}/applications/new`))).toEqual(['¿De dónde escribes?', '¿Qué lees?']);
});

test('questions that change while somebody answers: nothing typed is lost', async () => {
	const { ana, ben } = people;
	const { href } = await studyGroup('Changing');
	await ben.visit(`${href}/applications/new`);
	await ana.post(`${href}/questions?_method=PUT`, { question: ['Why now?'], audience: ['public'] });
	const answer = await ben.submit(`${href}/applications`, { answer: ['Because', 'of', 'that'] });
	expect(answer.status).toBe(422);
	expect(answer.text).toContain('The questions have changed since you opened the form');
	expect(asked(answer)).toEqual(['Why now?']);
	expect(answer.html.querySelector('textarea')?.text).toBe('Because');
	expect((await ben.submit(`${href}/applications`)).text).toContain('Your application is sent.');
});

test('answers are for those they were written for, whatever becomes of their question', async () => {
	const { ana, ben, cleo } = people;
	const { href, id } = await studyGroup('Audiences');
	await ana.post(`${href}/questions?_method=PUT`, {
		question: ['For all?', 'For us?', 'For you alone?'],
		audience: ['public', 'participants', 'organisers'],
	});
	await ben.visit(`${href}/applications/new`);
	await ben.submit(`${href}/applications`, { answer: ['Open words', 'Inner words', 'Secret words'] });
	const [application] = await site.db.query<{ id: number }>('SELECT max(id) AS id FROM sign_up_applications');
	// Nothing is told before he is in.
	expect((await cleo.visit(`${href}/introductions`)).text).not.toContain('Open words');
	await ana.post(`${href}/applications/${application?.id}/decision`, { decision: 'accepted' });
	await ana.post(`${href}/questions?_method=PUT`, { question: ['Something else?'], audience: ['public'] });

	expect((await cleo.visit(`${href}/people`)).text).toContain('How people introduced themselves');
	const seenBy = async (person: typeof cleo) => {
		const { text } = await person.visit(`${href}/introductions`);
		return ['Open words', 'Inner words', 'Secret words'].filter((words) => text.includes(words));
	};
	expect(await seenBy(cleo)).toEqual(['Open words']);
	expect((await site.visitor().visit(`${href}/introductions`)).text).toContain('Open words');
	expect(await seenBy(ben)).toEqual(['Open words', 'Inner words']);
	expect(await seenBy(ana)).toHaveLength(3);
	expect((await ana.visit(`${href}/applications/${application?.id}`)).text).toContain('For you alone?');
	await ben.post(`${href}/membership?_method=DELETE`);
	expect(await seenBy(ana)).toEqual([]);
	expect(id).toBeGreaterThan(0);
});

test.each([
	[{ question: ['', ' '], audience: ['public', 'public'] }, 'Ask at least one question'],
	[{ question: ['x'.repeat(301)], audience: ['public'] }, 'Keep each question to 300 characters'],
	[{ question: ['Why?'], audience: ['friends'] }, 'Choose who sees the answers'],
	[{ question: Array(11).fill('Why?'), audience: ['public'] }, 'Ask at least one question, and at most 10'],
])('questions refuse %j', async (fields: Record<string, string[]>, message) => {
	const { ana } = people;
	const { href } = await studyGroup('Refusing');
	const answer = await ana.post(`${href}/questions?_method=PUT`, { ...fields });
	expect(answer.status).toBe(422);
	expect(answer.text).toContain(message);
	expect(answer.html.querySelector('[name=question]')?.getAttribute('value')).toBe(
		fields['question']?.[0]?.trim(),
	);
});

test('the pages of applications ask the same few questions of the database, however many there are', async () => {
	const { ana, ben } = people;
	const count = async (howMany: number) => {
		const { href, id } = await studyGroup(`Many ${howMany}`);
		await site.db.query(
			`WITH people AS (INSERT INTO users (username, email, display_name)
				SELECT 'a' || $2 || 'x' || n, 'a' || $2 || 'x' || n || '@example.org', 'Person ' || n
				FROM generate_series(1, $2::int) n RETURNING id),
			made AS (INSERT INTO sign_up_applications (run_id, user_id, decision, decided_at)
				SELECT r.id, p.id, CASE WHEN p.id % 2 = 0 THEN 'accepted' END, CASE WHEN p.id % 2 = 0 THEN now() END
				FROM people p, runs r WHERE r.course_id = $1 RETURNING id, run_id, user_id),
			inside AS (INSERT INTO memberships (run_id, user_id) SELECT run_id, user_id FROM made WHERE id % 3 = 0)
			INSERT INTO sign_up_answers (application_id, position, question, audience, body_md, body_html)
			SELECT id, 1, 'Why?', 'public', 'So', '<p>So</p>' FROM made`,
			[id, howMany],
		);
		const [some] = await site.db.query<{ id: number }>(
			'SELECT min(a.id) AS id FROM sign_up_applications a JOIN runs r ON r.id = a.run_id WHERE r.course_id = $1',
			[id],
		);
		await site.db.query(
			`INSERT INTO sign_up_messages (application_id, body_md, body_html)
			SELECT $1, 'Hm', '<p>Hm</p>' FROM generate_series(1, $2::int)`,
			[some?.id, howMany],
		);
		await ana.visit(href);
		const statements = (path: string, person = ana) => site.statementsOf(() => person.visit(href + path));
		return {
			list: await statements('/applications'),
			one: await statements(`/applications/${some?.id}`),
			introductions: await statements('/introductions'),
			questions: await statements('/questions'),
			form: await statements('/applications/new', ben),
			course: await statements('', ben),
			people: await statements('/people'),
			runs: await statements('/runs'),
		};
	};
	const few = await count(2);
	for (const [name, statements] of Object.entries(few)) expect([name, statements <= 8]).toEqual([name, true]);
	expect(await count(20)).toEqual(few);
});
