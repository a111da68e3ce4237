import { utimes } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TestSite } from '../../test/support/app.js';
import { publishBadge } from '../../test/support/badges.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { exportZip } from '../../test/support/transfers.js';
import { readArchive } from '../archives/read-archive.js';
import { AboutPages } from '../courses/about/about-pages.service.js';
import { Attachments } from '../courses/attachments/attachments.service.js';
import { CourseLife } from '../courses/course-life.service.js';
import { TaskAuthoring } from '../tasks/task-authoring.service.js';
import { TaskList } from '../tasks/task-list.service.js';
import { TransferFiles } from './transfer-files.service.js';
import { Transfers } from './transfers.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

type Built = Awaited<ReturnType<typeof draftCourse>>;

/** A course with everything that authors can make, in which somebody is at work. */
async function richCourse(title: string): Promise<Built & { tasks: number[]; file: string; lost: number }> {
	const course = await publishedCourse(site, ana, { title, ownTerm: 'Rope club', kind: 'study-group' });
	const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
		.png()
		.toBuffer();
	const added = await site.app
		.get(Attachments)
		.add(ana, course.id, { bytes, name: 'rope.png', alt: 'A rope' });
	if (typeof added === 'string') throw new Error(added);
	const file = `/files/${added.fileId}/${added.name}`;
	const tasks = await addTasks(site, ana, course, ['Bowline', 'Hitch', 'Lost'], 'link');
	const [first = 0, second = 0, lost = 0] = tasks;
	const body = `![](${file}) then [hitch](${course.href}/tasks/${second})`;
	const [{ id: base } = { id: 0 }] = await site.db.query<{ id: number }>(
		'SELECT revision_id AS id FROM tasks WHERE id = $1',
		[first],
	);
	await site.app
		.get(TaskAuthoring)
		.revise(
			ana,
			course.id,
			first,
			base,
			{ title: 'Bowline', body, proof: 'link', workAudience: 'organisers' },
			'',
		);
	await site.app.get(TaskList).remove(ana, course.id, lost);
	await site.db.transaction((tx) =>
		site.app.get(AboutPages).adopt(tx, course.id, ana.id, `# All about ${title}`),
	);
	await site.db.query(
		`INSERT INTO sign_up_questions (course_id, position, text, audience) VALUES ($1, 1, 'Why?', 'public')`,
		[course.id],
	);
	await site.db.query(`UPDATE runs SET sign_up = 'open', seats = 12 WHERE course_id = $1`, [course.id]);
	await publishBadge(ana, course);
	return { ...course, tasks, file, lost };
}

async function copyOf(person: SignedIn, course: Built): Promise<{ id: number; slug: string; href: string }> {
	await person.visit(`${course.href}/copy`);
	const manage = await person.submit(`${course.href}/copies`);
	expect(manage.text).toContain('as a draft. Only you can see it.');
	const [copy] = await site.db.query<{ id: number; slug: string }>(
		'SELECT id, slug FROM courses WHERE forked_from = $1 AND created_by = $2 ORDER BY id DESC LIMIT 1',
		[course.id, person.id],
	);
	if (!copy) throw new Error('There is no copy.');
	return { ...copy, href: `/courses/${copy.slug}` };
}

test('a copy has everything that was authored and nobody of the people', async () => {
	const course = await richCourse('Ropes');
	await joined(site, cleo, course);
	const copy = await copyOf(ben, course);

	const [facts] = await site.db.query(
		`SELECT c.own_term, c.kind, c.task_editing, c.published_at, r.pace, r.starts_on, r.seats,
			(SELECT body_md FROM about_revisions a WHERE a.course_id = c.id ORDER BY id DESC LIMIT 1) AS about,
			(SELECT array_agg(user_id) FROM course_organisers o WHERE o.course_id = c.id) AS organisers,
			(SELECT count(*)::int FROM memberships m WHERE m.run_id = r.id) AS people,
			(SELECT array_agg(text) FROM sign_up_questions q WHERE q.course_id = c.id) AS questions,
			(SELECT json_agg(v.published_at) FROM badges b JOIN badge_versions v ON v.badge_id = b.id
				WHERE b.course_id = c.id) AS badges
		FROM courses c JOIN runs r ON r.course_id = c.id WHERE c.id = $1`,
		[copy.id],
	);
	expect(facts).toMatchObject({
		own_term: 'Rope club',
		kind: 'study-group',
		task_editing: 'participants',
		published_at: null,
		pace: 'fixed',
		starts_on: null,
		seats: 12,
		about: '# All about Ropes',
		organisers: [ben.id],
		people: 0,
		questions: ['Why?'],
		badges: [null],
	});

	const tasks = await site.db.query<{ id: number; body: string; isKin: boolean; title: string }>(
		`SELECT t.id, t.title, t.body_md AS body, t.proof, t.work_audience AS audience,
			s.lineage_id = t.lineage_id AND s.revision_id = r.forked_from_revision AND r.parent_id IS NULL AS "isKin"
		FROM tasks t JOIN task_revisions r ON r.id = t.revision_id
		JOIN tasks s ON s.course_id = $2 AND s.lineage_id = t.lineage_id WHERE t.course_id = $1 ORDER BY t.position`,
		[copy.id, course.id],
	);
	expect(tasks).toMatchObject([
		{ title: 'Bowline', proof: 'link', audience: 'organisers', isKin: true },
		{ title: 'Hitch', proof: 'link', audience: 'course', isKin: true },
	]);
	expect(tasks[0]?.body).toBe(`![](${course.file}) then [hitch](${copy.href}/tasks/${tasks[1]?.id})`);
	expect((await ben.request('GET', course.file)).status).toBe(200);
	const shown = await ben.visit(copy.href);
	expect(shown.text).toContain('All about Ropes');
	expect((await cleo.visit(copy.href)).status).toBe(404);
});

test('where it comes from stands on the copy, and the copies on the source, once both are public', async () => {
	const course = await richCourse('Splices');
	const copy = await copyOf(ben, course);
	const draft = await ben.visit(copy.href);
	expect(draft.text).toContain('Based on Splices by Ana · CC BY-SA 4.0');
	expect(draft.html.querySelector(`a[href="${course.href}"]`)).not.toBeNull();
	expect((await cleo.visit(course.href)).text).not.toContain('copy by others');
	await site.app.get(CourseLife).publish(ben, copy.id);
	expect((await cleo.visit(course.href)).text).toContain('1 copy by others');
	const copies = await site.visitor().visit(`${course.href}/copies`);
	expect(copies.text).toContain('by Ben');
	expect(copies.html.querySelector(`a[href="${copy.href}"]`)).not.toBeNull();

	await site.app.get(CourseLife).remove(ana, course.id);
	const orphan = await cleo.visit(copy.href);
	expect(orphan.text).toContain('Based on Splices by Ana');
	expect(orphan.html.querySelector(`a[href="${course.href}"]`)).toBeNull();
});

test('a copy keeps to the licence of its source', async () => {
	const course = await richCourse('Whippings');
	const copy = await copyOf(ben, course);
	const settings = await ben.visit(`${copy.href}/settings`);
	const offered = settings.html.querySelectorAll('select[name="licence"] option');
	expect(offered.map((option) => option.getAttribute('value'))).toEqual(['CC-BY-SA-4.0']);
	const fields = Object.fromEntries(
		settings.html
			.querySelectorAll('form.form input[name], form.form select[name], form.form textarea[name]')
			.filter((field) => field.getAttribute('type') !== 'radio' || field.hasAttribute('checked'))
			.filter((field) => field.getAttribute('type') !== 'checkbox' && field.getAttribute('name') !== '_csrf')
			.map((field) => [
				field.getAttribute('name') ?? '',
				field.querySelector('option[selected]')?.getAttribute('value') ?? field.getAttribute('value') ?? '',
			]),
	);
	const refused = await ben.post(`${copy.href}/settings?_method=PUT`, {
		...fields,
		licence: 'CC0-1.0',
		attribution: 'Ben and the rope club',
	});
	expect(refused.status).toBe(422);
	expect(refused.text).toContain('its source does not allow this licence');
	expect(refused.body).toContain('value="Ben and the rope club"');
});

test('only confirmed members copy, drafts only by their organisers', async () => {
	const course = await richCourse('Bends');
	const draft = await draftCourse(site, ana, { title: 'Secret bends' });
	const stranger = site.visitor();
	expect((await stranger.request('GET', `${course.href}/copy`)).location).toContain('/sign-in');
	expect((await stranger.visit(course.href)).text).not.toContain('Make your own copy');
	for (const path of ['copies', 'exports']) {
		expect((await cleo.post(`${draft.href}/${path}`)).status).toBe(404);
		expect((await ana.post(`${draft.href}/${path}`)).status).toBe(303);
	}
	await site.db.query(`UPDATE users SET confirmed_at = NULL WHERE username = 'cleo'`);
	expect((await cleo.request('GET', `${course.href}/copy`)).status).toBe(403);
	expect((await cleo.post(`${course.href}/copies`)).status).toBe(403);
	expect((await cleo.post(`${course.href}/exports`)).status).toBe(403);
	await site.db.query(`UPDATE users SET confirmed_at = now() WHERE username = 'cleo'`);
});

test('sent twice at once, the form makes one copy and one zip', async () => {
	const course = await richCourse('Twice');
	const copies = await Promise.all([ben.post(`${course.href}/copies`), ben.post(`${course.href}/copies`)]);
	expect(new Set(copies.map(({ location }) => location)).size).toBe(1);
	const zips = await Promise.all([ben.post(`${course.href}/exports`), ben.post(`${course.href}/exports`)]);
	expect(new Set(zips.map(({ location }) => location)).size).toBe(1);
});

test('what an organiser removed goes only into the zips of organisers', async () => {
	const course = await richCourse('Removals');
	const titles = async (person: SignedIn) => {
		const reading = await readArchive(await exportZip(site, person, course));
		if (!reading.ok) throw new Error(reading.problem.key);
		const { archive } = reading;
		return { tasks: archive.tasks.map(({ title }) => title), by: archive.course.attribution };
	};
	expect(await titles(ana)).toEqual({ tasks: ['Bowline', 'Hitch', 'Lost'], by: 'Ana' });
	expect(await titles(ben)).toEqual({ tasks: ['Bowline', 'Hitch'], by: 'Ana' });
});

test('a zip is fetched by whoever asked for it, for a week', async () => {
	const course = await richCourse('Fetching');
	const { location } = await ana.post(`${course.href}/exports`);
	expect((await ana.request('GET', `${location}/file`)).status).toBe(404);
	await site.drainJobs();
	const zip = await ana.request('GET', `${location}/file`);
	expect(zip.headers['content-type']).toBe('application/zip');
	expect(zip.headers['content-disposition']).toBe('attachment; filename="fetching.zip"');
	expect((await ben.request('GET', `${location}/file`)).status).toBe(404);
	expect((await site.visitor().request('GET', `${location}/file`)).status).toBe(303);

	const path = site.app.get(TransferFiles).path(location.replace('/transfers/', ''));
	const eightDaysAgo = Date.now() / 1_000 - 8 * 86_400;
	await utimes(path, eightDaysAgo, eightDaysAgo);
	await site.app.get(Transfers).sweep();
	expect((await ana.visit(location)).text).toContain('The zip is no longer kept.');
	expect((await ana.request('GET', `${location}/file`)).status).toBe(404);
});

test('the pages cost the same however much there is', async () => {
	const small = await richCourse('Small');
	const count = (url: string) => site.statementsOf(() => ben.visit(url));
	const before = await count(`${small.href}/copies`);
	for (let copies = 0; copies < 20; copies++) {
		const copy = await draftCourse(site, cleo, { title: `Copy ${copies}` });
		await site.db.query('UPDATE courses SET forked_from = $2, published_at = now() WHERE id = $1', [
			copy.id,
			small.id,
		]);
		await site.db.query(
			`INSERT INTO transfers (kind, state, user_id, course_id, file_name) VALUES ('export', 'done', $1, $2, 'x.zip')`,
			[ben.id, small.id],
		);
	}
	expect(await count(`${small.href}/copies`)).toBe(before);
	expect(before).toBeLessThanOrEqual(5);
	expect(await count('/transfers')).toBeLessThanOrEqual(4);
});
