import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import type { Proof } from './task.entity.js';
import { TaskAuthoring } from './task-authoring.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let dora: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
	dora = await signedIn(site, 'dora');
});
afterAll(() => site.close());

async function taskFor(title: string, proof: Proof, workAudience: 'course' | 'organisers' = 'course') {
	const course = await publishedCourse(site, ana, { title });
	const content = { title: 'Show it', body: '', proof, workAudience };
	const id = await site.app.get(TaskAuthoring).create(ana, course.id, content);
	await addTasks(site, ana, course, ['Another']);
	for (const person of [ben, dora]) await joined(site, person, course);
	return { id, course, href: `${course.href}/tasks/${id}` };
}

async function upload(
	person: SignedIn,
	task: string,
	file: File | null,
	fields: Record<string, string> = {},
) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append('file', file ?? new File([], ''));
	const body = new Response(form);
	return person.request(
		'POST',
		`${task}/completion?_csrf=${await person.token()}`,
		Buffer.from(await body.arrayBuffer()),
		{ 'content-type': body.headers.get('content-type') ?? '' },
	);
}

async function picture(colour: string, name = 'my knot.jpg'): Promise<File> {
	const image = sharp({ create: { width: 40, height: 30, channels: 3, background: colour } });
	return new File(
		[
			new Uint8Array(
				await image
					.withExif({ IFD0: { Artist: 'Ben' } })
					.jpeg()
					.toBuffer(),
			),
		],
		name,
	);
}

async function workOf(person: SignedIn, task: string): Promise<string> {
	const { html } = await person.visit(task);
	return (
		html
			.querySelector('a[href*="/work/"]')
			?.getAttribute('href')
			?.replace(/\/file$/, '') ?? ''
	);
}

test('a picture is handed in without JavaScript, drawn anew, and seen by the course and nobody else', async () => {
	const { href } = await taskFor('Pictures', 'file');
	const form = (await ben.visit(href)).html.querySelector('#work');
	expect(form?.getAttribute('enctype')).toBe('multipart/form-data');
	expect((await upload(ben, href, await picture('red'))).status).toBe(303);
	const work = await workOf(ben, href);
	const file = await dora.request('GET', `${work}/file`);
	expect(file.headers).toMatchObject({
		'content-type': 'image/webp',
		'cache-control': 'private, max-age=300',
		'content-disposition': 'inline; filename="my-knot.webp"',
	});
	expect((await ana.visit(work)).html.querySelector('img.work-picture')?.getAttribute('src')).toBe(
		`${work}/file`,
	);
	for (const address of [work, `${work}/file`]) {
		expect((await cleo.request('GET', address)).status).toBe(404);
		expect((await site.visitor().request('GET', address)).location).toContain('/sign-in');
	}
	expect((await cleo.visit(href)).text).not.toContain('my knot.jpg');
});

test('a document is downloaded; what is not on the list, too large or missing is refused with words', async () => {
	const { href } = await taskFor('Documents', 'file');
	const page = new File(['<script>alert(1)</script>'], 'page.html');
	const refused = await upload(ben, href, page, { audience: 'organisers' });
	expect(refused.status).toBe(422);
	expect(refused.html.querySelector('#f-file-error')?.text).toContain('We do not take files of this kind');
	expect(refused.html.querySelector('input[value="organisers"]')?.hasAttribute('checked')).toBe(true);
	expect((await upload(ben, href, null)).text).toContain('Choose the file that shows your work');
	const large = new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'large.txt');
	expect((await upload(ben, href, large)).text).toContain('The file is too large');
	expect((await upload(ben, href, await picture('red'), { audience: 'world' })).status).toBe(422);
	expect((await upload(ben, href, new File(['One. Two.'], 'story.txt'))).status).toBe(303);
	const file = await ana.request('GET', `${await workOf(ben, href)}/file`);
	expect(file.headers['content-disposition']).toBe('attachment; filename="story.txt"');
	expect(file.body).toBe('One. Two.');
});

test('a sound that was handed in plays in the page, for those who may see it', async () => {
	const { href } = await taskFor('Sounds', 'file');
	const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]);
	await upload(ben, href, new File([frame, frame], 'song.mp3'));
	const work = await workOf(ben, href);
	const player = (await ana.visit(work)).html.querySelector('audio');
	expect([player?.hasAttribute('controls'), player?.getAttribute('src')]).toEqual([true, `${work}/file`]);
	const part = await ana.request('GET', `${work}/file`, undefined, { range: 'bytes=0-1' });
	expect([part.status, part.bytes]).toEqual([206, frame.subarray(0, 2)]);
	expect((await site.visitor().request('GET', `${work}/file`)).status).not.toBe(200);
});

test('the same file sent twice is one piece of work; another takes its place, and without one it stays', async () => {
	const { href, id } = await taskFor('Twice', 'file');
	const red = await picture('red');
	const sent = await Promise.all([upload(ben, href, red), upload(ben, href, red)]);
	expect(sent.map(({ status }) => status)).toEqual([303, 303]);
	const count = async () =>
		(await site.db.query('SELECT id FROM completions WHERE task_id = $1', [id])).length;
	expect(await count()).toBe(1);
	await upload(ben, href, await picture('blue'));
	expect(await count()).toBe(2);
	expect((await upload(ben, href, null, { audience: 'organisers' })).status).toBe(303);
	const [now] = await site.db.query(
		'SELECT audience, file_name AS "fileName" FROM completions WHERE task_id = $1 AND undone_at IS NULL',
		[id],
	);
	expect(now).toEqual({ audience: 'organisers', fileName: 'my knot.jpg' });
});

test('Ben shows his text to the organisers only: Dora is not told that there is one', async () => {
	const { href } = await taskFor('Narrowed', 'text');
	await ben.visit(href);
	await ben.submit(`${href}/completion`, { proof: 'A *secret* of mine', audience: 'organisers' });
	expect((await ben.visit(href)).text).toContain('Only the organisers see this');
	const work = await workOf(ana, href);
	expect((await ana.visit(work)).text).toContain('A secret of mine');
	expect((await ben.visit(work)).status).toBe(200);
	expect((await dora.visit(href)).text).not.toContain('secret');
	expect((await dora.visit(`${href}/work`)).text).not.toContain('secret');
	expect((await dora.request('GET', work)).status).toBe(404);
	await ben.visit(href);
	await ben.submit(`${href}/completion`, { audience: 'course' }, 'Hand in');
	expect((await dora.visit(href)).text).toContain('A secret of mine');
});

test('a task for the organisers only cannot be widened, not even when it is opened later', async () => {
	const { href, id } = await taskFor('Private', 'link', 'organisers');
	const form = (await ben.visit(href)).html.querySelector('#work');
	expect(form?.querySelector('input[name="audience"]')).toBeNull();
	await ben.post(`${href}/completion`, { proof: 'https://example.org/private', audience: 'course' });
	expect((await dora.visit(href)).text).not.toContain('example.org/private');
	expect((await ana.visit(href)).text).toContain('example.org/private');
	await site.db.query(`UPDATE tasks SET work_audience = 'course' WHERE id = $1`, [id]);
	expect((await dora.visit(href)).text).not.toContain('example.org/private');
});

test('a task that is narrowed later narrows what was handed in before', async () => {
	const { href, id } = await taskFor('Narrowed later', 'link');
	await ben.post(`${href}/completion`, { proof: 'https://example.org/shown' });
	expect((await dora.visit(href)).text).toContain('example.org/shown');
	const text = await ana.visit(`${href}/edit`);
	expect(text.html.querySelector('input[name="workAudience"][value="course"]')?.hasAttribute('checked')).toBe(
		true,
	);
	await ana.submit(href, { workAudience: 'organisers' });
	expect((await dora.visit(href)).text).not.toContain('example.org/shown');
	const [revisions] = await site.db.query(
		'SELECT array_agg(work_audience ORDER BY id) AS said, count(DISTINCT content_hash)::int AS hashes FROM task_revisions WHERE task_id = $1',
		[id],
	);
	expect(revisions).toEqual({ said: ['course', 'organisers'], hashes: 2 });
});

test('all work of a task is on pages, at the same cost for two people and for thirty', async () => {
	const { course, href } = await taskFor('Many', 'link');
	const hand = async (from: number, to: number) => {
		for (let n = from; n < to; n++) {
			const peer = await signedIn(site, `worker${n}`);
			await joined(site, peer, course);
			await peer.post(`${href}/completion`, { proof: `https://example.org/${n}` });
		}
	};
	await hand(0, 2);
	const few = await site.statementsOf(() => ben.visit(`${href}/work`));
	await hand(2, 30);
	expect(await site.statementsOf(() => ben.visit(`${href}/work`))).toBe(few);
	expect(few).toBeLessThanOrEqual(8);
	expect(ben.page?.html.querySelectorAll('main ul.stack > li').length).toBe(20);
	expect((await ben.visit(`${href}/work?page=2`)).html.querySelectorAll('main ul.stack > li').length).toBe(
		10,
	);
});
