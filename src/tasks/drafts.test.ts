import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, openSession, type SignedIn } from '../../test/support/cast.js';
import { draftCourse } from '../../test/support/courses.js';
import { addTasks } from '../../test/support/tasks.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
afterAll(() => site.close());

const NOTE = 'You are going on with your draft';

/** What the editor's script sends while she types. */
function typing(who: SignedIn, place: string, fields: Record<string, string>) {
	return who.post(`/drafts/${place}?_method=PUT`, fields);
}

async function oneTask(title: string) {
	const course = await draftCourse(site, ana, { title });
	const [task] = await addTasks(site, ana, course, ['Bowline']);
	return { course, href: `${course.href}/tasks/${task}`, place: `task-${task}` };
}

test('what Ana was writing waits for her, shown to nobody else, until she saves it', async () => {
	const { href, place } = await oneTask('Kept');
	expect((await ana.visit(`${href}/edit`)).text).not.toContain(NOTE);
	expect((await typing(ana, place, { title: 'Bowline', body: 'Half a sent' })).status).toBe(200);
	expect((await typing(ana, place, { title: 'Bowline', body: 'Half a sentence' })).status).toBe(200);
	const back = await ana.visit(`${href}/edit`);
	expect(back.text).toContain(NOTE);
	expect(back.html.querySelector('#f-body')?.text).toBe('Half a sentence');
	expect((await ana.visit(href)).text).not.toContain('Half a sentence');
	await typing(ben, place, { body: 'Somebody else' });
	await ana.visit(`${href}/edit`);
	expect((await ana.submit(href)).text).toContain('The task is saved.');
	const after = await ana.visit(`${href}/edit`);
	expect(after.text).not.toContain(NOTE);
	expect(after.html.querySelector('#f-body')?.text).toBe('Half a sentence');
});

test('without JavaScript a button keeps the draft, and another discards it', async () => {
	const { href } = await oneTask('By hand');
	const edit = await ana.visit(`${href}/edit`);
	const keep = /formaction="(\/drafts\/[^"]+)"/.exec(edit.body)?.[1] ?? '';
	const kept = await ana.post(keep.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='), {
		title: '',
		body: 'Not done yet',
		proof: 'link',
	});
	expect([kept.status, kept.location]).toEqual([303, `${href}/edit`]);
	const back = await ana.visit(kept.location);
	expect(back.text).toContain('Your draft is kept.');
	expect(back.html.querySelector('#f-title')?.getAttribute('value')).toBe('');
	expect(back.html.querySelector('input[value="link"]')?.hasAttribute('checked')).toBe(true);
	const action = back.html.querySelector('form.note')?.getAttribute('action')?.split('?')[0] ?? '';
	const discarded = await ana.submit(action);
	expect(discarded.html.querySelector('#f-body')?.text).toBe('How to do **Bowline**.');
});

test('a session that ends in mid-edit loses nothing: the page shows the text, and the draft waits behind the sign-in', async () => {
	const { href, place } = await oneTask('Signed out');
	const edit = await ana.visit(`${href}/edit`);
	const token = edit.html.querySelector('[name="_csrf"]')?.getAttribute('value') ?? '';
	const words = 'A long text about knots.\nWith a second line.';
	await typing(ana, place, { title: 'Bowline', body: words });
	await site.db.query('DELETE FROM sessions WHERE user_id = $1', [ana.id]);

	const form = { _csrf: token, title: 'Bowline', body: words };
	const referer = `http://localhost:3000${href}/edit`;
	const urlencoded = { 'content-type': 'application/x-www-form-urlencoded', referer };
	const refused = await ana.request(
		'POST',
		`${href}?_method=PUT`,
		new URLSearchParams(form).toString(),
		urlencoded,
	);
	expect(refused.status).toBe(401);
	expect(refused.html.querySelectorAll('textarea').map(({ text }) => text)).toContain(words);
	expect(refused.html.querySelector('a[href^="/sign-in?next="]')?.getAttribute('href')).toContain(
		`${href}/edit`,
	);

	const multipart = new Response(
		(() => {
			const data = new FormData();
			for (const [name, value] of Object.entries(form)) data.append(name, value);
			data.append('file', new File(['x'], 'x.txt'));
			return data;
		})(),
	);
	const upload = await ana.request(
		'POST',
		`${href.replace(/\/tasks.*/, '')}/files?_csrf=${token}`,
		Buffer.from(await multipart.arrayBuffer()),
		{ 'content-type': multipart.headers.get('content-type') ?? '', referer },
	);
	expect(upload.status).toBe(401);
	expect(upload.html.querySelectorAll('textarea').map(({ text }) => text.replace(/\r/g, ''))).toContain(
		words,
	);

	const again = (await openSession(site, 'ana')).cookie;
	const offered = await site
		.visitor()
		.request('GET', `${href}/edit`, undefined, { cookie: `kl_session=${again}` });
	expect(offered.text).toContain(NOTE);
	expect(offered.html.querySelector('#f-body')?.text).toBe(words);
	// The page of before the sign-out: its token is of the old session.
	const stale = await site
		.visitor()
		.request('POST', `${href}?_method=PUT`, new URLSearchParams(form).toString(), {
			...urlencoded,
			cookie: `kl_session=${again}`,
		});
	expect(stale.status).toBe(403);
	expect(stale.html.querySelector('input[name="body"]')?.getAttribute('value')).toBe(words);
	await site.db.query('DELETE FROM sessions WHERE user_id = $1', [ana.id]);
});

test('a draft upon a text that changed meanwhile is no way around the question which text to keep', async () => {
	const course = await draftCourse(site, ben, { title: 'Meanwhile' });
	const [task] = await addTasks(site, ben, course, ['Hitch']);
	const href = `${course.href}/tasks/${task}`;
	const edit = await ben.visit(`${href}/edit`);
	const base = edit.html.querySelector('[name="base"]')?.getAttribute('value') ?? '';
	await typing(ben, `task-${task}`, { title: 'Hitch', body: 'Mine', proof: 'none', base });
	await ben.post(`${href}?_method=PUT`, { title: 'Hitch', body: 'Theirs', proof: 'none', base });
	await typing(ben, `task-${task}`, { title: 'Hitch', body: 'Mine', proof: 'none', base });
	await ben.visit(`${href}/edit`);
	const stale = await ben.submit(href);
	expect(stale.status).toBe(409);
	expect(stale.html.querySelector('#theirs-body')?.text).toBe('Theirs');
	expect(stale.html.querySelector('.diff-before del')?.text).toContain('Theirs');
	expect(stale.html.querySelector('.diff-before ins')?.text).toContain('Mine');
	expect(stale.html.querySelector('#f-body')?.text).toBe('Mine');
});

test('drafts have limits, and only members have them', async () => {
	for (const place of ['x', 'task-0', 'task-1-2', 'TASK-1'])
		expect([place, (await typing(ben, place, { body: 'x' })).status]).toEqual([place, 409]);
	const long = await typing(ben, 'task-1', { body: 'x'.repeat(120_001) });
	expect(long.status).toBe(409);
	expect(long.html.querySelector('textarea')?.text).toHaveLength(120_001);
	expect((await site.visitor().request('PUT', '/drafts/task-1')).status).toBe(401);
	for (let n = 1; n <= 52; n++) await typing(ben, `task-${n}`, { body: 'x' });
	const [count] = await site.db.query('SELECT count(*)::int AS n FROM drafts WHERE user_id = $1', [ben.id]);
	expect(count).toEqual({ n: 50 });
});
