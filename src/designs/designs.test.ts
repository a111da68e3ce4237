import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TestSite } from '../../test/support/app.js';
import { finish, publishBadge, theAward } from '../../test/support/badges.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

const WORDS = { name: 'Weaver', description: 'Weaves well.', criteria: 'Weave a scarf.' };
const LOOK = { shape: 'circle', colour: 'teal', icon: 'star' };
const SVG =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#0000ff"/></svg>';

async function school(slug: string): Promise<void> {
	await site.db.query(
		`WITH school AS (INSERT INTO schools (slug, name, summary, about_md, about_html, accent)
			VALUES ($1, 'School of ' || $1, 'By hand.', '', '', 'plum') RETURNING id)
		INSERT INTO school_organisers (school_id, user_id) SELECT id, $2 FROM school`,
		[slug, ana.id],
	);
}

async function upload(person: SignedIn, href: string, file: Buffer | string | null, imageAlt: string) {
	const form = new FormData();
	form.set('imageAlt', imageAlt);
	if (file !== null) form.set('image', new Blob([new Uint8Array(Buffer.from(file))]), 'badge.png');
	const body = new Response(form);
	return person.request(
		'POST',
		`${href}/picture?_method=PUT&_csrf=${await person.token()}`,
		Buffer.from(await body.arrayBuffer()),
		{ 'content-type': body.headers.get('content-type') ?? '' },
	);
}

async function badgeOf(where: string, value: number | string): Promise<string> {
	const row = await site.db.one<{ id: string }>(
		`SELECT b.public_id AS id FROM badges b LEFT JOIN schools s ON s.id = b.school_id WHERE ${where} = $1`,
		[value],
	);
	return `/badges/${row?.id}`;
}

test('organisers of a school make its badges, which its page shows', async () => {
	await school('looms');
	const base = '/schools/looms/badges';
	expect((await ana.visit('/schools/looms')).html.querySelector(`a[href="${base}"]`)).not.toBeNull();
	expect((await ana.visit(base)).text).toContain('No badge has been made here yet');
	await ana.visit(`${base}/new`);
	const wrong = await ana.submit(base, { ...WORDS, name: '', ribbonText: 'ткань', rule: 'organiser' });
	expect(wrong.status).toBe(422);
	expect(wrong.text).toContain('Other scripts cannot be drawn');
	expect(wrong.html.querySelector('#f-ribbonText')?.getAttribute('value')).toBe('ткань');
	const saved = await ana.submit(base, { ...WORDS, ribbonText: 'loom', rule: 'review' });
	expect(saved.text).toContain('Now say how it is earned.');
	const href = await badgeOf('s.slug', 'looms');
	expect((await cleo.visit(href)).status).toBe(404);
	expect((await cleo.visit(`${href}/design`)).status).toBe(404);
	expect((await ana.visit(base)).text).toContain('Draft, not yet awarded Weaver');
	const published = await ana.submit(`${href}/publication`);
	expect(published.html.querySelector('h1')?.text).toBe('Weaver');
	const seen = await site.visitor().visit('/schools/looms');
	expect(seen.html.querySelector('.badge-card')?.text).toContain('Weaver');
	expect((await site.visitor().visit('/badges')).text).toContain('School of looms');
	expect((await ana.post(`${href}/publication`)).location).toBe(base);
});

test('others make none', async () => {
	await school('spindles');
	for (const path of [
		'/schools/spindles/badges',
		'/badges/of-the-site',
		'/badges/new',
		'/schools/spindles/badges/new',
	])
		expect({ path, status: (await ben.visit(path)).status }).toEqual({ path, status: 403 });
	const fields = { ...WORDS, ...LOOK, rule: 'organiser' };
	for (const path of ['/schools/spindles/badges', '/badges'])
		expect({ path, status: (await ben.post(path, fields)).status }).toEqual({ path, status: 403 });
	expect((await ana.post('/schools/nowhere/badges', fields)).status).toBe(404);
	await ana.post('/schools/spindles/badges', fields);
	const href = await badgeOf('s.slug', 'spindles');
	await ana.post(`${href}/publication`);
	expect((await ben.visit(`${href}/design`)).status).toBe(403);
	expect((await ben.post(`${href}/design?_method=PUT`, { ...WORDS, ...LOOK })).status).toBe(403);
	expect((await ben.post(`${href}/publication`)).status).toBe(403);
	expect((await upload(ben, href, SVG, 'A blue square')).status).toBe(403);
	expect((await ben.visit(`${href}/draft.svg`)).status).toBe(403);
	expect((await site.visitor().visit(`${href}/versions`)).status).toBe(200);
});

test('admins make badges of the site; a course offers all ways but the one it has', async () => {
	await site.db.query('UPDATE users SET admin_since = now() WHERE id = $1', [cleo.id]);
	await cleo.visit('/badges/new');
	const saved = await cleo.submit('/badges', { ...WORDS, name: 'Friend of the house', rule: 'organiser' });
	expect(saved.text).toContain('Friend of the house');
	expect((await site.visitor().visit('/about')).text).not.toContain('Friend of the house');
	const publication = saved.html.querySelector('form[action$="/publication"]')?.getAttribute('action');
	await cleo.submit(publication ?? '');
	const about = (await site.visitor().visit('/about')).text;
	expect(about).toContain('Badges of this site Friend of the house');
	expect(about).not.toContain('School of looms');
	const course = await publishedCourse(site, ana, { title: 'Many badges' });
	const form = await ana.visit(`${course.href}/badges/new`);
	const offered = form.html.querySelectorAll('input[name="rule"]').map((each) => each.getAttribute('value'));
	expect(offered).toEqual(['review', 'peer', 'organiser', 'badges']);
	const refused = await ana.post(`${course.href}/badges`, { ...WORDS, ...LOOK, rule: 'completion' });
	expect(refused.status).toBe(422);
	await ana.visit(`${course.href}/badges/new`);
	const rule = await ana.submit(`${course.href}/badges`, { ...WORDS, rule: 'peer' });
	expect(rule.text).toContain('Now say how it is earned.');
	const list = await ana.visit(`${course.href}/badges/workshop`);
	expect(list.text).toContain('Draft, not yet awarded Weaver');
});

test('a hostile or careless upload is refused with the reason, and the description stays', async () => {
	const course = await publishedCourse(site, ana, { title: 'Uploads refused' });
	await publishBadge(ana, course);
	const href = await badgeOf('b.course_id', course.id);
	const refusals: [Buffer | string | null, string, string][] = [
		[SVG.replace('<rect', '<script>1</script><rect'), 'A square', 'holds a script'],
		[SVG.replace('<rect', '<image href="https://evil.example/a.png"/><rect'), 'A square', 'from elsewhere'],
		['nothing', 'A square', 'neither a PNG nor an SVG'],
		[null, 'A square', 'Choose a PNG'],
		[SVG, '', 'Describe the picture'],
		[Buffer.alloc(2 * 1024 * 1024 + 10), 'A square', 'too large'],
	];
	for (const [file, alt, reason] of refusals) {
		const answer = await upload(ana, href, file, alt);
		expect(answer.status).toBe(422);
		expect(answer.text).toContain(reason);
		expect(answer.html.querySelector('#f-imageAlt')?.getAttribute('value')).toBe(alt);
	}
	expect(await site.db.query('SELECT id FROM badge_versions WHERE image_png IS NOT NULL')).toEqual([]);
});

test('an uploaded picture is baked, keeps its place through edits, and earlier awards keep theirs', async () => {
	const course = await publishedCourse(site, ana, { title: 'Uploads' });
	const ids = await addTasks(site, ana, course, ['Weave']);
	const tasks = ids.map((id) => `${course.href}/tasks/${id}`);
	await publishBadge(ana, course, { name: 'First look' });
	await joined(site, ben, course);
	await finish(ben, tasks);
	await site.drainJobs();
	const href = await badgeOf('b.course_id', course.id);
	const uploaded = await upload(ana, href, SVG, 'A blue square');
	const shown = (await ana.visit(uploaded.location)).html.querySelector('#picture img');
	expect([shown?.getAttribute('src'), shown?.getAttribute('alt')]).toEqual([
		expect.stringContaining(`${href}/draft.svg`),
		'A blue square',
	]);
	const draft = await ana.request('GET', `${href}/draft.svg`);
	expect(draft.body).toContain('<title>A blue square</title><rect width="10"');
	await ana.visit(`${href}/design`);
	expect(ana.page?.html.querySelector('#badge-picture')?.getAttribute('src')).toContain('draft.svg');
	const described = 'A square, blue as the sea';
	await ana.submit(`${href}/design`, { name: 'Second look', imageAlt: described });
	await ana.post(`${href}/publication`);
	await joined(site, cleo, course);
	await finish(cleo, tasks);
	await site.drainJobs();
	const award = await theAward(site, course, cleo);
	const png = await cleo.request('GET', `/awards/${award.id}/image.png`);
	const { data } = await sharp(png.bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	expect([...data.subarray(0, 4)]).toEqual([0, 0, 255, 255]);
	expect(png.body).toContain('openbadgecredential');
	const svg = await cleo.request('GET', `/awards/${award.id}/image.svg`);
	expect(svg.body).toContain(`<title>${described}</title>`);
	const earlier = await theAward(site, course, ben);
	expect((await ben.request('GET', `/awards/${earlier.id}/image.svg`)).body).not.toContain('#0000ff');
	const versions = await site.visitor().visit(`${href}/versions`);
	expect(versions.html.querySelectorAll('h2').map((name) => name.text)).toEqual([
		'Second look',
		'First look',
	]);
	expect(versions.html.querySelectorAll('.badge-picture').map((each) => each.getAttribute('src'))).toEqual([
		`${href}/v/2/image.svg`,
		`${href}/v/1/image.svg`,
	]);
	await ana.visit(`${href}/design`);
	await ana.submit(`${href}/design`, { picture: 'drawn' });
	expect((await ana.request('GET', `${href}/draft.svg`)).body).not.toContain('#0000ff');
});

test('tags stay through a new picture, and through a new way to earn it', async () => {
	await school('tags');
	await ana.post('/schools/tags/badges', { ...WORDS, ...LOOK, tags: 'loom, wool', rule: 'organiser' });
	const href = await badgeOf('s.slug', 'tags');
	expect((await upload(ana, href, SVG, 'A blue square')).status).toBe(303);
	await ana.post(`${href}/publication`);
	await ana.visit(`${href}/rule`);
	await ana.submit(`${href}/rule`, { validMonths: '12' });
	await ana.post(`${href}/publication`);
	const versions = await site.db.query(
		`SELECT number, tags, valid_months AS months FROM badge_versions v JOIN badges b ON b.id = v.badge_id
		WHERE b.public_id = $1 ORDER BY number`,
		[href.replace('/badges/', '')],
	);
	expect(versions).toEqual([
		{ number: 1, tags: ['loom', 'wool'], months: null },
		{ number: 2, tags: ['loom', 'wool'], months: 12 },
	]);
});

test('an uploaded PNG is served as the picture of its version', async () => {
	await school('dyes');
	await ana.post('/schools/dyes/badges', { ...WORDS, ...LOOK, rule: 'organiser' });
	const href = await badgeOf('s.slug', 'dyes');
	const red = sharp({ create: { width: 300, height: 300, channels: 3, background: '#ff0000' } });
	expect((await upload(ana, href, await red.png().toBuffer(), 'A red square')).status).toBe(303);
	await ana.post(`${href}/publication`);
	const png = await site.visitor().request('GET', `${href}/v/1/image.png`);
	expect(await sharp(png.bytes).metadata()).toMatchObject({ width: 512, height: 512, format: 'png' });
	expect((await site.visitor().request('GET', `${href}/v/1/image.svg`)).body).toContain(
		'data:image/png;base64,',
	);
});

test('the lists take the same statements for two badges and for twenty', async () => {
	await school('counts');
	const base = '/schools/counts/badges';
	const fields = { ...WORDS, ...LOOK, rule: 'organiser' };
	const make = async (count: number) => {
		for (let each = 0; each < count; each++) await ana.post(base, fields);
	};
	await make(2);
	const few = await site.statementsOf(() => ana.visit(base));
	await make(18);
	expect(await site.statementsOf(() => ana.visit(base))).toBe(few);
	expect(few).toBeLessThanOrEqual(8);
});
