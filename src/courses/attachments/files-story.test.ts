import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TestSite } from '../../../test/support/app.js';
import { cast, type SignedIn } from '../../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../../test/support/courses.js';
import { addTasks, joined } from '../../../test/support/tasks.js';
import { COURSE_BYTES_LIMIT } from './attachments.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n');

/** Sends a form with a file, as a browser does. */
async function send(
	who: SignedIn,
	url: string,
	file: File | null,
	fields: Record<string, string> = {},
	json = false,
) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	if (file) form.append('file', file);
	const body = new Response(form);
	return who.request(
		'POST',
		`${url}${url.includes('?') ? '&' : '?'}_csrf=${await who.token()}`,
		Buffer.from(await body.arrayBuffer()),
		{
			'content-type': body.headers.get('content-type') ?? '',
			...(json && { accept: 'application/json' }),
		},
	);
}

function uploadAction(page: {
	html: { querySelector(selector: string): { getAttribute(name: string): string | undefined } | null };
}) {
	const action = page.html.querySelector('[formenctype]')?.getAttribute('formaction') ?? '';
	return action.replaceAll('&amp;', '&').replace(/&_csrf=.*/, '');
}

test('Ana puts a sound into a task, and it plays in the page, part by part', async () => {
	const course = await publishedCourse(site, ana, { title: 'Sounds' });
	const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]);
	const scale = new File([frame, frame], 'scale.mp3');
	await ana.visit(`${course.href}/files`);
	const added = await send(ana, `${course.href}/files`, scale, { alt: 'A scale' }, true);
	const { markdown } = JSON.parse(added.body);
	expect(markdown).toMatch(/^\[A scale\]\(\/files\/.+\/scale\.mp3\)$/);
	await ana.visit(`${course.href}/tasks/new`);
	await ana.submit(`${course.href}/tasks`, { title: 'Listen', body: markdown });
	const list = await ben.visit(`${course.href}/tasks`);
	const task = list.html.querySelector('.task-list a')?.getAttribute('href') ?? '';
	const player = (await ben.visit(task)).html.querySelector('audio');
	expect([player?.hasAttribute('controls'), player?.hasAttribute('autoplay')]).toEqual([true, false]);
	const part = await ben.request('GET', player?.getAttribute('src') ?? '', undefined, { range: 'bytes=0-2' });
	expect([part.status, part.bytes]).toEqual([206, frame.subarray(0, 3)]);
	expect(part.headers).toMatchObject({
		'content-type': 'audio/mpeg',
		'content-range': 'bytes 0-2/834',
		'x-content-type-options': 'nosniff',
	});
	expect((await ben.visit(task)).headers['content-security-policy']).toContain("media-src 'self'");
});

test('Ana puts a picture into a task while she writes, and what she typed is still there', async () => {
	const course = await draftCourse(site, ana, { title: 'Pictures' });
	const edit = await ana.visit(`${course.href}/tasks/new`);
	const photo = await sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#04c' } })
		.withExif({ IFD0: { Copyright: 'secret place' } })
		.jpeg()
		.toBuffer();
	const typed = {
		title: 'Bowline',
		body: 'First, the loop.',
		proof: 'link',
		note: '',
		alt: 'A [loop] of rope',
	};
	const answer = await send(ana, uploadAction(edit), new File([photo], 'IMG 1.jpg'), typed);
	expect([answer.status, answer.location]).toEqual([303, `${course.href}/tasks/new`]);
	const back = await ana.visit(answer.location);
	expect(back.text).toContain('The file is there.');
	expect(back.html.querySelector('#f-title')?.getAttribute('value')).toBe('Bowline');
	expect(back.html.querySelector('input[value="link"]')?.hasAttribute('checked')).toBe(true);
	const body = back.html.querySelector('#f-body')?.text ?? '';
	expect(body).toMatch(
		/^First, the loop\.\n\n!\[A \\\[loop\\\] of rope\]\(\/files\/[0-9a-f-]{36}\/IMG-1\.webp\)$/,
	);
	await ana.submit(`${course.href}/tasks`);
	const [task] = await site.db.query<{ id: number }>('SELECT id FROM tasks WHERE course_id = $1', [
		course.id,
	]);
	const image = (await ana.visit(`${course.href}/tasks/${task?.id}`)).html.querySelector('.prose img');
	expect(image?.getAttribute('alt')).toBe('A [loop] of rope');
	const served = await site.app.inject({ url: image?.getAttribute('src') ?? '' });
	const stored = await sharp(served.rawPayload).metadata();
	expect([stored.format, stored.width, stored.exif]).toEqual(['webp', 1600, undefined]);
	expect((await ana.visit(`${course.href}/tasks/new`)).text).not.toContain(
		'You are going on with your draft',
	);
});

test('a document is a download under its own name; a page or a program is refused, whatever it is called', async () => {
	const course = await draftCourse(site, ana, { title: 'Documents' });
	const url = `${course.href}/files`;
	const added = await send(ana, url, new File([PDF], 'Ñandú <b>.exe'), { alt: 'Read *this*' }, true);
	expect(added.status).toBe(201);
	const { markdown } = JSON.parse(added.body);
	const [, href] = /^\[Read \\\*this\\\*\]\((\/files\/[0-9a-f-]{36}\/Nandu-b\.pdf)\)$/.exec(markdown) ?? [];
	const served = await site.visitor().request('GET', href ?? '');
	expect(served.headers).toMatchObject({
		'content-type': 'application/pdf',
		'content-disposition': 'attachment; filename="Nandu-b.pdf"',
		'x-content-type-options': 'nosniff',
	});
	for (const [bytes, name] of [
		['<html><script>alert(1)</script>', 'page.html'],
		['<svg xmlns="http://www.w3.org/2000/svg"/>', 'picture.svg'],
		['MZ\u0000\u0000', 'notes.txt'],
		['\u007fELF', 'tool.pdf'],
		['#!/bin/sh', 'run.sh'],
	] as const) {
		const refused = await send(ana, url, new File([bytes], name), {}, true);
		expect([name, refused.status]).toEqual([name, 422]);
	}
	expect(
		(await send(ana, url, new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'a.txt'), {}, true)).body,
	).toContain('too large');
	expect((await send(ana, url, null, {}, true)).body).toContain('Choose a file first');
	const table = await send(ana, url, new File(['a;b\nñ;1'], 'table.csv'), {}, true);
	expect(JSON.parse(table.body).markdown).toMatch(/^\[table\.csv\]\(.*\/table\.csv\)$/);
});

test('the same file twice is one; no course has more than its room, also when two come at once', async () => {
	const course = await draftCourse(site, ana, { title: 'Room' });
	const url = `${course.href}/files`;
	const twice = await Promise.all([1, 2].map(() => send(ana, url, new File([PDF], 'a.pdf'), {}, true)));
	expect(new Set(twice.map(({ body }) => body)).size).toBe(1);
	await site.db.query(
		'UPDATE files SET bytes = $1 WHERE id = (SELECT file_id FROM attachments WHERE course_id = $2)',
		[COURSE_BYTES_LIMIT - 12, course.id],
	);
	const race = await Promise.all(
		['0123456789', 'abcdefghij'].map((text) => send(ana, url, new File([text], 'x.txt'), {}, true)),
	);
	expect(race.map(({ status }) => status).sort()).toEqual([201, 422]);
	expect(race.map(({ body }) => body).join()).toContain('no room left');
});

test('participants add files where they may write, and take away only their own; others see nothing of it', async () => {
	const closed = await publishedCourse(site, ana, { title: 'Closed files' });
	const open = await publishedCourse(site, ana, { title: 'Open files', kind: 'study-group' });
	await site.db.query(`UPDATE runs SET sign_up = 'open' WHERE course_id = $1`, [open.id]);
	for (const course of [closed, open]) await joined(site, ben, course);
	await send(ana, `${open.href}/files`, new File([PDF], 'ana.pdf'), {});
	expect((await send(ben, `${open.href}/files`, new File(['x'], 'ben.txt'), {})).status).toBe(303);
	for (const [who, course] of [
		[ben, closed],
		[cleo, open],
	] as const) {
		expect((await who.request('GET', `${course.href}/files`)).status).toBe(403);
		expect((await send(who, `${course.href}/files`, new File(['x'], 'no.txt'))).status).toBe(403);
	}
	const draft = await draftCourse(site, ana, { title: 'Hidden files' });
	expect((await send(ben, `${draft.href}/files`, new File(['x'], 'no.txt'))).status).toBe(404);
	const list = await ben.visit(`${open.href}/files`);
	const removals = list.html.querySelectorAll('.files form').map((form) => form.getAttribute('action') ?? '');
	expect(removals).toHaveLength(1);
	const [anas] = await site.db.query<{ id: number }>(
		`SELECT id FROM attachments WHERE course_id = $1 AND added_by = $2`,
		[open.id, ana.id],
	);
	expect((await ben.post(`${open.href}/files/${anas?.id}?_method=DELETE`)).status).toBe(403);
	expect((await ben.submit(removals[0]?.split('?')[0] ?? '')).text).toContain('The file is removed.');
	expect((await ana.post(`${closed.href}/files/${anas?.id}?_method=DELETE`)).status).toBe(404);
});

test('a chosen file that was not uploaded stops the saving, so that nobody misses it later', async () => {
	const course = await draftCourse(site, ana, { title: 'Forgotten' });
	const [task] = await addTasks(site, ana, course, ['One']);
	const answer = await ana.post(`${course.href}/tasks/${task}?_method=PUT`, {
		title: 'One',
		body: 'My words',
		proof: 'none',
		base: '1',
		file: 'photo.jpg',
	});
	expect(answer.status).toBe(422);
	expect(answer.html.querySelector('#f-file-error')?.text).toContain('not uploaded yet');
	expect(answer.html.querySelector('#f-body')?.text).toBe('My words');
});

test('what nothing refers to any more is swept away after a day, and nothing else', async () => {
	const course = await draftCourse(site, ana, { title: 'Sweep' });
	const url = `${course.href}/files`;
	await send(ana, url, new File(['kept'], 'kept.txt'));
	await send(ana, url, new File(['gone'], 'gone.txt'));
	await send(ana, url, new File(['new'], 'new.txt'));
	await site.db.query(`DELETE FROM attachments WHERE course_id = $1 AND name <> 'kept.txt'`, [course.id]);
	await site.db.query(
		`UPDATE files SET created_at = now() - interval '2 days' WHERE sha256 <> encode(sha256('new'), 'hex')`,
	);
	const { FileSweep } = await import('../../platform/files/file-sweep.js');
	await site.app.get(FileSweep).sweep();
	const left = await site.db.query<{ text: string }>(
		`SELECT text FROM (VALUES ('kept'), ('gone'), ('new')) t (text)
		WHERE EXISTS (SELECT FROM files WHERE sha256 = encode(sha256(text::bytea), 'hex')) ORDER BY 1`,
	);
	expect(left.map(({ text }) => text)).toEqual(['kept', 'new']);
});
