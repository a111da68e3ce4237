import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { awardsIn, fetchJson, finish, publishBadge } from '../../test/support/badges.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
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

async function courseOf(title: string) {
	const course = await publishedCourse(site, ana, { title });
	const ids = await addTasks(site, ana, course, ['Bowline', 'Reef knot']);
	return { ...course, tasks: ids.map((id) => `${course.href}/tasks/${id}`) };
}

function pictureOf(answer: { html: import('node-html-parser').HTMLElement }, selector = '.badge-picture') {
	return answer.html.querySelector(selector)?.getAttribute('src') ?? '';
}

test('Ana is offered a badge to begin with, looks at the picture, saves, publishes', async () => {
	const course = await courseOf('First badge');
	const empty = await ana.visit(`${course.href}/badges`);
	expect(empty.text).toContain('No badge for finishing yet');
	const form = await ana.visit(`${course.href}/badge/edit`);
	expect(form.html.querySelector('#f-name')?.getAttribute('value')).toBe('First badge');
	expect(form.html.querySelector('#f-criteria')?.text).toContain('- Bowline\n- Reef knot');
	const choice = { shape: 'shield', colour: 'plum', icon: 'anchor' };
	const preview = await ana.submit(`${course.href}/badge`, {
		...choice,
		name: 'Knotter',
		preview: 'picture',
	});
	expect(preview.status).toBe(200);
	expect(pictureOf(preview, '#badge-picture')).toBe('/badges/pictures/shield-plum-anchor.svg');
	expect(preview.html.querySelector('#f-name')?.getAttribute('value')).toBe('Knotter');
	expect(await site.db.query('SELECT id FROM badges WHERE course_id = $1', [course.id])).toEqual([]);
	const saved = await ana.submit(`${course.href}/badge`, { imageAlt: '' });
	expect(saved.text).toContain('Draft, not yet awarded Knotter');
	expect(saved.html.querySelector('.badge-picture')?.getAttribute('alt')).toBe(
		'A badge in the shape of a shield, plum, with this symbol: anchor',
	);
	const before = await cleo.visit(`${course.href}/badges`);
	expect(before.text).toContain('No badge to earn here yet');
	await ana.visit(`${course.href}/badges`);
	const published = await ana.submit(`${course.href}/badge/publication`);
	expect(published.text).toContain('The badge is published.');
	const seen = await cleo.visit(`${course.href}/badges`);
	expect(seen.text).toContain('Knotter');
	expect(seen.html.querySelectorAll('form[action*="badge"]')).toEqual([]);
	const page = await cleo.visit(seen.html.querySelector('h3 a')?.getAttribute('href') ?? '');
	expect(page.html.querySelector('h1')?.text).toBe('Knotter');
	expect(page.text).toContain('has done every task of First badge');
	expect(page.text).toContain('Nobody holds it yet');
	const picture = await site.visitor().request('GET', pictureOf(page));
	expect(picture.headers['content-type']).toBe('image/svg+xml');
	expect(picture.headers['cache-control']).toContain('immutable');
});

test('what is wrong is said at the field and nothing is lost', async () => {
	const course = await courseOf('Wrong badges');
	await ana.visit(`${course.href}/badge/edit`);
	const wrong = {
		name: '',
		description: 'x'.repeat(226),
		criteria: 'Kept **text**',
		imageAlt: 'y'.repeat(201),
	};
	const answer = await ana.submit(`${course.href}/badge`, wrong);
	expect(answer.status).toBe(422);
	expect(answer.html.querySelectorAll('.error-summary a').map((each) => each.getAttribute('href'))).toEqual([
		'#f-name',
		'#f-description',
		'#f-imageAlt',
	]);
	expect(answer.html.querySelector('#f-criteria')?.text).toBe('Kept **text**');
	for (const [name, value] of [
		['shape', 'blob'],
		['colour', '"><script>'],
		['icon', '../../etc/passwd'],
		['criteria', 'z'.repeat(5001)],
		['preview', 'yes'],
		['ribbonColour', 'gold'],
		['ribbonText', 'THIRTEEN CHAR'],
		['ribbonText', 'веб'],
		['picture', 'stolen'],
		['tags', 'x'.repeat(31)],
		['tags', Array.from({ length: 11 }, (_, n) => `tag ${n}`).join()],
		['tags', 'bell \u0007'],
		['unheard', 'of'],
	] as const) {
		const fields = { name: 'A', description: 'B', criteria: 'C', shape: 'star', colour: 'sky', icon: 'star' };
		const refused = await ana.post(`${course.href}/badge?_method=PUT`, { ...fields, [name]: value });
		expect({ name, status: refused.status }).toEqual({ name, status: 422 });
	}
	expect(await site.db.query('SELECT id FROM badges WHERE course_id = $1', [course.id])).toEqual([]);
});

test('words on the ribbon are previewed, told in the description and kept', async () => {
	const course = await courseOf('Ribbons');
	await ana.visit(`${course.href}/badge/edit`);
	const choice = {
		shape: 'circle',
		colour: 'teal',
		icon: 'star',
		ribbonColour: 'plum',
		ribbonText: 'Wéb 10',
	};
	const preview = await ana.submit(`${course.href}/badge`, { ...choice, preview: 'picture' });
	const picture = '/badges/pictures/circle-teal-star.svg?ribbon=plum&text=WEB+10';
	expect(pictureOf(preview, '#badge-picture').replaceAll('&amp;', '&')).toBe(picture);
	const saved = await ana.submit(`${course.href}/badge`, { ...choice, imageAlt: '' });
	expect(saved.html.querySelector('.badge-picture')?.getAttribute('alt')).toContain('Its ribbon says WEB 10');
	const again = await ana.visit(`${course.href}/badge/edit`);
	expect(again.html.querySelector('#f-ribbonText')?.getAttribute('value')).toBe('WEB 10');
	const [stored] = await site.db.query<{ svg: string }>(
		`SELECT v.image_svg AS svg FROM badge_versions v JOIN badges b ON b.id = v.badge_id WHERE b.course_id = $1`,
		[course.id],
	);
	expect(stored?.svg).toContain('Its ribbon says WEB 10</title>');
});

test('tags are shown, published in both formats, and belong to the version', async () => {
	const course = await courseOf('Tags');
	await ana.visit(`${course.href}/badge/edit`);
	await ana.submit(`${course.href}/badge`, { tags: 'Knots, sailing ,,knots, Ropes  & <lines>' });
	const again = await ana.visit(`${course.href}/badge/edit`);
	expect(again.html.querySelector('#f-tags')?.getAttribute('value')).toBe('Knots, sailing, Ropes & <lines>');
	await publishBadge(ana, course);
	await publishBadge(ana, course, { tags: '' });
	const [badge] = await site.db.query<{ id: string }>(
		'SELECT public_id AS id FROM badges WHERE course_id = $1',
		[course.id],
	);
	const published = async (number: number) => {
		const achievement = await fetchJson(site, `/ob3/achievements/${badge?.id}/v/${number}`);
		const badgeClass = await fetchJson(site, `/ob2/badges/${badge?.id}/v/${number}`);
		return [achievement['tag'], badgeClass['tags']];
	};
	const tags = ['Knots', 'sailing', 'Ropes & <lines>'];
	expect(await published(1)).toEqual([tags, tags]);
	expect(await published(2)).toEqual([undefined, []]);
	const shown = async () =>
		(await cleo.visit(`/badges/${badge?.id}`)).html.querySelectorAll('.badge-head .meta li');
	expect(await shown()).toEqual([]);
	await publishBadge(ana, course, { tags: tags.join() });
	expect((await shown()).map(({ textContent }) => textContent)).toEqual(tags);
});

test('only organisers design, and only they know of drafts', async () => {
	const course = await courseOf('Closed doors');
	await joined(site, ben, course);
	await publishBadge(ana, course);
	const [badge] = await site.db.query<{ publicId: string }>(
		'SELECT public_id AS "publicId" FROM badges WHERE course_id = $1',
		[course.id],
	);
	for (const person of [ben, cleo]) {
		expect((await person.visit(`${course.href}/badge/edit`)).status).toBe(403);
		expect((await person.visit(`/badges/${badge?.publicId}/awards`)).status).toBe(403);
		expect((await person.post(`${course.href}/badge?_method=PUT`, { name: 'Mine' })).status).toBe(403);
		expect((await person.post(`${course.href}/badge/publication`)).status).toBe(403);
	}
	const stranger = await site.visitor().request('GET', `${course.href}/badge/edit`);
	expect(stranger.location).toContain('/sign-in');
	const draft = await draftCourse(site, ana, { title: 'Secret' });
	await publishBadge(ana, draft);
	expect((await cleo.visit(`${draft.href}/badges`)).status).toBe(404);
	expect((await cleo.post(`${draft.href}/badge/publication`)).status).toBe(404);
	const own = await ana.visit(`${draft.href}/badges`);
	const href = own.html.querySelector('h3 a')?.getAttribute('href') ?? '';
	expect((await ana.visit(href)).status).toBe(200);
	expect((await cleo.visit(href)).status).toBe(404);
	expect((await site.visitor().visit('/badges')).text).not.toContain('Secret');
});

test('publishing twice does it once', async () => {
	const course = await courseOf('Twice');
	await publishBadge(ana, course);
	const again = await ana.post(`${course.href}/badge/publication`);
	expect(again.status).toBe(303);
	expect((await ana.visit(again.location)).text).toContain('There is no draft to publish.');
	const events = await site.db.query(
		`SELECT id FROM events WHERE name = 'badge.published' AND (payload->>'courseId')::int = $1`,
		[course.id],
	);
	expect(events).toHaveLength(1);
});

test('a new version leaves earlier awards as they are', async () => {
	const course = await courseOf('Versions');
	await publishBadge(ana, course, { name: 'Knotter', shape: 'circle' });
	await joined(site, ben, course);
	await finish(ben, course.tasks);
	await site.drainJobs();
	await publishBadge(ana, course, { name: 'Master of knots', shape: 'star' });
	await joined(site, cleo, course);
	await finish(cleo, course.tasks);
	await site.drainJobs();
	const [bens] = await awardsIn(site, course, ben);
	const [cleos] = await awardsIn(site, course, cleo);
	expect([bens?.number, cleos?.number]).toEqual([1, 2]);
	expect((await ben.visit(`/awards/${bens?.id}`)).html.querySelector('h1')?.text).toBe('Knotter');
	expect((await cleo.visit(`/awards/${cleos?.id}`)).html.querySelector('h1')?.text).toBe('Master of knots');
	const [first, second] = await Promise.all(
		[1, 2].map((number) => site.visitor().request('GET', `/badges/${bens?.publicId}/v/${number}/image.svg`)),
	);
	expect(first?.body).not.toBe(second?.body);
	const page = await ben.visit(`/badges/${bens?.publicId}`);
	expect(page.text).toContain('Version 2');
	expect(page.text).toContain('2 people hold it and keep it to themselves');
	const congratulated = (await ben.visit(`${course.href}/congratulations`)).text;
	expect(congratulated).toContain('Knotter');
	expect(congratulated).not.toContain('Master of knots');
	expect(
		(await cleo.visit(`/awards/${cleos?.id}`)).html.querySelector('.badge-picture')?.getAttribute('alt'),
	).toMatch(/in the shape of a star/);
	const saved = await site.db.query<{ name: string }>(
		`SELECT v.name FROM badge_versions v JOIN badges b ON b.id = v.badge_id WHERE b.course_id = $1 ORDER BY v.number`,
		[course.id],
	);
	expect(saved.map(({ name }) => name)).toEqual(['Knotter', 'Master of knots']);
});

test('addresses of nothing are 404', async () => {
	const unknown = '00000000-0000-4000-8000-000000000000';
	for (const path of [
		`/badges/${unknown}`,
		'/badges/1',
		`/badges/${unknown}/v/1/image.svg`,
		`/badges/${unknown}/v/1/image.png`,
		'/badges/pictures/circle-teal-nothing.svg',
		'/badges/pictures/x.svg',
		'/courses/nowhere/badges',
	])
		expect({ path, status: (await ana.visit(path)).status }).toEqual({ path, status: 404 });
});

test('the pages take the same statements for one holder and for twenty', async () => {
	const course = await courseOf('Counting');
	await publishBadge(ana, course);
	await joined(site, ben, course);
	await finish(ben, course.tasks);
	await site.drainJobs();
	const [award] = await awardsIn(site, course, ben);
	const paths = [`${course.href}/badges`, `/badges/${award?.publicId}`, `/badges/${award?.publicId}/awards`];
	const count = () => site.statementsOfEach(paths, (path) => ana.visit(path));
	const few = await count();
	await site.db.query(
		`WITH people AS (
			INSERT INTO users (username, email, display_name)
			SELECT 'p' || n, 'p' || n || '@example.org', 'P ' || n FROM generate_series(1, 20) n RETURNING id
		)
		INSERT INTO awards (badge_id, badge_version_id, user_id, salt, visibility, issued_at, status_list_id, status_index)
		SELECT a.badge_id, a.badge_version_id, p.id, 'salt', 'public', now(), a.status_list_id, a.status_index + p.id + 1
		FROM people p CROSS JOIN awards a WHERE a.id = $1`,
		[award?.id],
	);
	expect(await count()).toEqual(few);
	expect(Math.max(...few)).toBeLessThanOrEqual(8);
	expect((await ana.visit(paths[1] ?? '')).text).toContain('P 20');
});
