import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TestSite } from '../../test/support/app.js';
import { finish, publishBadge, theAward } from '../../test/support/badges.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { AwardCards, hasLetters } from './award-card.js';

const NAME = 'Knots & "more" <b>bold</b>';
let site: TestSite;
let ben: SignedIn;
let href: string;
beforeAll(async () => {
	site = await TestSite.start();
	const people = await cast(site);
	ben = people.ben;
	const course = await publishedCourse(site, people.ana, { title: 'Knots' });
	const [task] = await addTasks(site, people.ana, course, ['Bowline']);
	await publishBadge(people.ana, course, { name: NAME });
	await joined(site, ben, course);
	await finish(ben, [`${course.href}/tasks/${task}`]);
	await site.drainJobs();
	href = `/awards/${(await theAward(site, course, ben)).id}`;
	await ben.visit(href);
	await ben.submit(`${href}/visibility`, { visibility: 'link' });
});
afterAll(() => site.close());

const meta = async (property: string) =>
	(await site.visitor().visit(href)).html
		.querySelector(`meta[property="${property}"]`)
		?.getAttribute('content');

test('a link to it shows a card with its name, whatever is in the name', async () => {
	expect(await meta('og:title')).toContain('Knots');
	const { body } = await site.visitor().visit(href);
	expect(body).toContain('Knots &amp; &quot;more&quot; &lt;b&gt;bold&lt;/b&gt;');
	expect(body).not.toContain('<b>bold');
	const card = String(await meta('og:image')).replace('http://localhost:3000', '');
	const { rawPayload, headers } = await site.app.inject({ method: 'GET', url: card });
	expect(headers['content-type']).toBe('image/png');
	expect(await sharp(rawPayload).metadata()).toMatchObject({ format: 'png', width: 1_200, height: 630 });
});

test('the letters of the card are drawn, in other scripts too', async () => {
	const picture = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#000' } })
		.png()
		.toBuffer();
	const card = { person: '', footer: '', awardedTo: '', notice: '', colour: 'teal', picture } as const;
	const cards = new AwardCards();
	const bytes = async (badge: string) => (await cards.png({ ...card, badge })).length;
	const empty = await bytes('');
	for (const badge of ['Nudos básicos', 'Ročník', 'Вязание узлов', 'Κόμποι'])
		expect(await bytes(badge)).toBeGreaterThan(empty + 1_000);
	expect(
		await bytes('A very long name that goes on and on and will not end before the card does, so it is cut'),
	).toBeGreaterThan(empty);
	for (const badge of ['\u0000\u001b<&>"', 'A]]>', 'A\uffff'])
		expect(await bytes(badge)).toBeGreaterThan(empty);
	const same = { ...card, badge: 'Once' };
	expect(await cards.png(same)).toBe(await cards.png({ ...same }));
});

test('the card is not sent twice to whom has it, and is gone once the award is private', async () => {
	const path = `${href}/card.png`;
	const { headers } = await site.visitor().request('GET', path);
	expect(headers['cache-control']).toBe('no-cache');
	const again = { 'if-none-match': String(headers['etag']) };
	expect((await site.visitor().request('GET', path, undefined, again)).status).toBe(304);
	const choose = async (visibility: string) => {
		await ben.visit(href);
		await ben.submit(`${href}/visibility`, { visibility });
	};
	await choose('private');
	expect((await site.visitor().request('GET', path, undefined, again)).status).toBe(404);
	expect((await ben.request('GET', path)).headers['cache-control']).toBe('private, no-store');
	await choose('link');
	const spanish = { ...again, 'accept-language': 'es' };
	expect((await site.visitor().request('GET', path, undefined, spanish)).status).toBe(200);
});

test('a name in letters that the card does not have is told from others', () => {
	expect(['Ana Okafor', 'Ročník 2', 'Ян', 'Άννα'].every(hasLetters)).toBe(true);
	expect(['林薇', 'আনা', 'אנה'].some(hasLetters)).toBe(false);
});

test('it may be framed, which nothing else may', async () => {
	const frame = await site.visitor().request('GET', `${href}/embed`);
	expect(frame.headers['content-security-policy']).toContain('frame-ancestors *');
	expect(frame.headers['x-frame-options']).toBeUndefined();
	expect(frame.body).not.toMatch(/<script|<b>/);
	expect(frame.html.querySelector('a')?.getAttribute('href')).toBe(`http://localhost:3000${href}`);
	const page = await site.visitor().request('GET', href);
	expect(page.headers['content-security-policy']).toContain(`frame-ancestors 'none'`);
	expect(page.headers['x-frame-options']).toBe('DENY');
});

test('oEmbed says how', async () => {
	const ask = (url: string, more = '') =>
		site.visitor().request('GET', `/oembed?url=${encodeURIComponent(url)}${more}`);
	const page = await site.visitor().visit(href);
	const link = page.html.querySelector('link[type="application/json+oembed"]')?.getAttribute('href') ?? '';
	const answer = JSON.parse(
		(await site.visitor().request('GET', link.replace('http://localhost:3000', ''))).body,
	);
	expect(answer).toMatchObject({
		version: '1.0',
		type: 'rich',
		title: NAME,
		width: 420,
		provider_name: 'Kunlerni',
	});
	expect(answer.html).toContain(`src="http://localhost:3000${href}/embed"`);
	expect(answer.html).toContain('title="Knots &amp; &quot;more&quot; &lt;b&gt;bold&lt;/b&gt;"');
	for (const url of ['http://localhost:3000/courses', `https://evil.example${href}`, 'x', ''])
		expect((await ask(url)).status).toBe(404);
	expect((await ask(`http://localhost:3000${href}`, '&format=xml')).status).toBe(501);
});

/** The top right corner of the card, which is of the paper's colour while the award counts. */
async function corner(): Promise<number[]> {
	const { bytes } = await site.visitor().request('GET', `${href}/card.png`);
	const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	const at = (10 * info.width + info.width - 10) * info.channels;
	return [...data.subarray(at, at + 3)];
}

const oembed = async () =>
	JSON.parse(
		(await site.visitor().request('GET', `/oembed?url=${encodeURIComponent(`http://localhost:3000${href}`)}`))
			.body,
	);

test('what others show of it says when it has ended or was revoked, from that moment on', async () => {
	const path = `${href}/card.png`;
	const end = (until: string) =>
		site.db.query(`UPDATE awards SET valid_until = ${until} WHERE id = $1`, [href.split('/').at(-1)]);
	const { headers } = await site.visitor().request('GET', path);
	const known = { 'if-none-match': String(headers['etag']) };
	const paper = await corner();
	await end(`'2199-03-09'`);
	const linkedIn = (await ben.visit(href)).html.querySelector('a[href*="linkedin"]')?.getAttribute('href');
	expect(linkedIn).toContain('expirationYear=2199&expirationMonth=3');
	expect((await site.visitor().request('GET', path, undefined, known)).status).toBe(304);
	expect((await oembed()).title).toBe(NAME);

	await end('now()');
	const after = await site.visitor().request('GET', path, undefined, known);
	expect([after.status, after.headers['cache-control']]).toEqual([200, 'no-cache']);
	const band = await corner();
	expect(band).not.toEqual(paper);
	expect(await meta('og:title')).toMatch(/\(no longer valid\)$/);
	expect(await meta('og:image')).toBe(`http://localhost:3000${path}?expired`);
	expect((await site.visitor().visit(`${path}?expired`)).bytes).toEqual(after.bytes);
	expect((await site.visitor().visit(`${href}/embed`)).text).toMatch(/no longer valid: it ended on \d/);
	expect(await oembed()).toMatchObject({
		title: `${NAME} (no longer valid)`,
		thumbnail_url: `http://localhost:3000${path}?expired`,
		cache_age: 0,
	});

	await end(`now() + interval '1 day'`);
	expect(await corner()).toEqual(paper);
	await site.db.query(
		`UPDATE awards SET revoked_at = '2026-02-01', revocation_reason = 'A mistake.' WHERE id = $1`,
		[href.split('/').at(-1)],
	);
	expect(await corner()).toEqual(band);
	expect(await meta('og:title')).toMatch(/\(revoked\)$/);
	expect((await site.visitor().visit(`${href}/embed`)).text).toContain('was revoked on 1 February 2026');
	expect(await oembed()).toMatchObject({ title: `${NAME} (revoked)` });
	const spanish = { 'accept-language': 'es' };
	const frame = await site.visitor().request('GET', `${href}/embed`, undefined, spanish);
	expect(frame.text).toContain('Esta insignia fue revocada el 1 de febrero de 2026.');
	await site.db.query(
		'UPDATE awards SET revoked_at = NULL, revocation_reason = NULL, valid_until = NULL WHERE id = $1',
		[href.split('/').at(-1)],
	);
});

test('the earner finds the code, everybody the way to check it', async () => {
	const code = (await ben.visit(href)).html.querySelector('#award-embed')?.text ?? '';
	expect(code).toContain('<iframe');
	const link = (await site.visitor().visit(href)).html.querySelector('a[href^="/verify?badge="]');
	const form = await site.visitor().visit(link?.getAttribute('href') ?? '');
	expect(form.html.querySelector('textarea')?.text).toBe(`http://localhost:3000${href}`);
});
