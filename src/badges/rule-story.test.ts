import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge, someDesign } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { finish, isVerified } from '../../test/support/badges.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { BadgeDesigns } from './badge-designs.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
afterAll(() => site.close());

test('Ana says how a badge is earned, and it holds from the next version', async () => {
	const course = await publishedCourse(site, ana, { title: 'Rules' });
	const owner = { courseId: course.id };
	const first = await someBadge(site, ana, owner, 'organiser', 'First');
	const badge = await someBadge(site, ana, owner, 'review', 'Second');
	expect((await ben.visit(`${badge.href}/rule`)).status).toBe(403);
	expect((await ben.post(`${badge.href}/rule?_method=PUT`, { quorum: '1' })).status).toBe(403);
	await ana.visit(badge.href);
	await ana.visit(`${badge.href}/rule`);
	const refused = await ana.submit(`${badge.href}/rule`, { quorum: '0', named: 'nobody' });
	expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Between 1 and 20 reviews.')]);
	const unknown = await ana.submit(`${badge.href}/rule`, { quorum: '2', named: 'nobody' });
	expect(unknown.text).toContain('Give usernames that exist');
	const wrong = await ana.submit(`${badge.href}/rule`, {
		...{ named: 'ben', question: ['Ties it'], levels: ['Only one: and what it means'], required: ['1'] },
	});
	expect(wrong.text).toContain('Each question needs 2 to 5 different levels');
	expect(wrong.html.querySelector('#question-1')?.getAttribute('value')).toBe('Ties it');
	const blamed = (page: typeof wrong) => page.html.querySelectorAll('[aria-invalid]').map(({ id }) => id);
	expect(blamed(wrong)).toEqual(['levels-1']);
	const high = await ana.submit(`${badge.href}/rule`, {
		...{ question: ['Ties it', 'Explains it'], levels: ['No\nYes', 'No\nYes'], required: ['2', '9'] },
	});
	expect(high.html.querySelector('#f-rubric #f-rubric-error')?.text).toContain('Each question needs');
	expect(blamed(high)).toEqual(['required-2']);
	const saved = await ana.submit(`${badge.href}/rule`, {
		...{ reviewers: 'named', named: '@Ben', prerequisites: [first.publicId], validMonths: '12' },
		...{
			question: ['Ties it', 'Explains it'],
			levels: ['No\nYes', 'Never\nOften: Two of three times\nAlways: Eyes closed'],
			required: ['2', '2'],
		},
	});
	expect(saved.text).toContain('Saved in the draft.');
	expect(saved.text).toContain('Draft, not yet awarded Second');
	const again = await ana.visit(`${badge.href}/rule`);
	expect(again.html.querySelector('#levels-2')?.text).toBe(
		'Never\nOften: Two of three times\nAlways: Eyes closed',
	);
	expect((await ben.visit(badge.href)).text).toContain('3 people must find');
	await site.app.get(BadgeDesigns).publishBadge(ana, badge.id);
	const page = await ben.visit(badge.href);
	for (const text of [
		'2 people must find',
		'People whom the organisers named review.',
		'It is valid for 12 months.',
		'Before that, you need: First',
		'Before you can apply, you need: First.',
		'No · Yes (enough: Yes)',
		'Often (enough)Two of three times',
	])
		expect(page.text).toContain(text);
	const early = await ben.visit(`${badge.href}/application`);
	expect(early.text).toContain('Another badge comes first');
});

test('whoever applies and whoever reviews reads what the levels mean', async () => {
	const rubric = [
		{ name: 'Ties it', levels: ['No', 'Yes'], meanings: ['', 'It holds a boat'], required: 1 },
		{ name: 'Explains it', levels: ['No', 'Yes'], required: 1 },
	];
	const badge = await someBadge(site, ana, 'site', 'review', 'Explained', { rubric, quorum: 1 });
	const root = await signedIn(site, 'root', { admin: true });
	for (const text of ['It holds a boat', 'No · Yes (enough: Yes)'])
		expect((await ben.visit(`${badge.href}/application`)).text).toContain(text);
	const place = await handIn(ben, badge);
	const form = await root.visit(place);
	expect(form.html.querySelectorAll('#f-level1 label').map(({ text }) => text.trim())).toEqual([
		'No',
		'YesIt holds a boatThis level is enough',
	]);
	await giveReview(root, place, [1, 1]);
	await site.drainJobs();
	const award = await site.db.one<{ id: string; credential: object }>(
		'SELECT id, credential FROM awards WHERE badge_id = $1',
		[badge.id],
	);
	expect((await ben.visit(`/awards/${award?.id}`)).text).toContain('Ties itYes It holds a boat');
	expect(JSON.stringify(award?.credential)).toContain('"description":"It holds a boat"');
	expect(await isVerified(site, award?.credential ?? {})).toBe(true);
});

test('a badge that asks for nothing is not published, for nobody could earn it', async () => {
	const course = await publishedCourse(site, ana, { title: 'Paths' });
	const [one, two] = [
		await someBadge(site, ana, { courseId: course.id }, 'organiser', 'One'),
		await someBadge(site, ana, { courseId: course.id }, 'organiser', 'Two'),
	];
	await ana.visit(`${course.href}/badges/new`);
	const made = await ana.submit(`${course.href}/badges`, {
		...{ name: 'Path', description: 'Both', criteria: 'Both', rule: 'badges' },
	});
	expect(made.text).toContain('Now say how it is earned.');
	const rule = made.html.querySelector('form[action*="/rule"]')?.getAttribute('action') ?? '';
	expect(made.html.querySelector(`.breadcrumbs a[href="${course.href}/badges/workshop"]`)?.text).toBe('Path');
	const publication = rule.replace(/rule.*/, 'publication');
	expect((await ana.post(publication, {})).location).toBe(rule.replace(/\?.*/, ''));
	const many = await ana.submit(rule, { parts: [one.publicId, two.publicId], needed: '3' });
	expect(many.html.querySelector('#f-needed-error')?.text).toContain('More than were chosen');
	await ana.submit(rule, { parts: [one.publicId, two.publicId], needed: '2' });
	await ana.post(publication, {});
	expect((await ben.visit(publication.replace('/publication', ''))).text).toContain('all of these badges');
});

test('a badge for some of several courses: found, named, said in words, and awarded', async () => {
	const root = await signedIn(site, 'rosa', { admin: true });
	const courseOf = async (title: string) => {
		const course = await publishedCourse(site, ana, { title });
		const [id] = await addTasks(site, ana, course, ['Tie it']);
		return { ...course, task: `${course.href}/tasks/${id}` };
	};
	const [reef, clove, bend] = [
		await courseOf('Reef knot 100%'),
		await courseOf('Clove hitch'),
		await courseOf('Sheet bend'),
	];
	const hidden = await publishedCourse(site, ana, { title: 'Secret hitch' });
	await site.db.query('UPDATE courses SET unlisted_at = now() WHERE id = $1', [hidden.id]);
	const badge = await site.app
		.get(BadgeDesigns)
		.create(root, 'site', 'completion', someDesign('Two of three'));
	const rule = `/badges/${badge.publicId}/rule`;
	await root.visit(rule);
	expect(await site.statementsOf(() => root.visit(rule))).toBeLessThanOrEqual(8);
	const nothing = await root.submit(rule, {});
	expect([nothing.status, nothing.text]).toEqual([422, expect.stringContaining('Name at least one course.')]);
	const labels = () => root.page?.html.querySelectorAll('#f-courses .choice').map(({ text }) => text.trim());
	expect((await root.post(`${rule}?_method=PUT`, { look: 'courses', find: '100%' })).text).toContain(
		'Reef knot',
	);
	const found = await root.post(`${rule}?_method=PUT`, {
		...{ look: 'courses', find: 'HITCH', needed: '2', courses: [reef.slug, bend.slug] },
	});
	root.page = found;
	expect(found.status).toBe(200);
	expect(labels()).toEqual(['Reef knot 100%', 'Sheet bend', 'Clove hitch']);
	expect(found.html.querySelector('#f-needed')?.getAttribute('value')).toBe('2');
	await root.submit(rule, { courses: [reef.slug, clove.slug, bend.slug] });
	await root.visit(rule);
	expect(root.page.html.querySelectorAll('#f-courses input[checked]')).toHaveLength(3);
	await site.app.get(BadgeDesigns).publishBadge(root, badge.id);
	const page = await ben.visit(`/badges/${badge.publicId}`);
	expect(page.html.querySelector('a[href$="null"]')).toBeNull();
	expect(page.text).toContain('every task of 2 of these courses: Reef knot 100%Clove hitchSheet bend');
	const held = () => site.db.query('SELECT id FROM awards WHERE badge_id = $1', [badge.id]);
	for (const [course, awards] of [
		[reef, 0],
		[bend, 1],
	] as const) {
		await joined(site, ben, course);
		await finish(ben, [course.task]);
		await site.drainJobs();
		expect(await held()).toHaveLength(awards);
	}
	const [award] = await site.db.query<{ works: number }>(
		'SELECT jsonb_array_length(evidence) AS works FROM awards WHERE badge_id = $1',
		[badge.id],
	);
	expect(award?.works).toBe(2);
});

describe('a badge cannot wait for itself', () => {
	async function three(names: readonly string[]) {
		const course = await publishedCourse(site, ana, { title: `Circle of ${names[0]}` });
		const badges = [];
		for (const name of names)
			badges.push(await someBadge(site, ana, { courseId: course.id }, 'review', name));
		return badges.map((badge) => ({ ...badge, rule: `${badge.href}/rule?_method=PUT` }));
	}

	function asks(badge: { rule: string }, other: { publicId: string }) {
		return ana.post(badge.rule, { quorum: '1', prerequisites: [other.publicId] });
	}

	test('through however many others, in drafts as in what is published', async () => {
		const [one, two, last] = await three(['Red', 'Green', 'Blue']);
		if (!one || !two || !last) throw new Error('There should be three badges.');
		expect((await asks(one, two)).status).toBe(303);
		await site.app.get(BadgeDesigns).publishBadge(ana, one.id);
		expect((await asks(two, last)).status).toBe(303);
		const refused = await asks(last, one);
		expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('cannot wait for itself')]);
		expect(refused.html.querySelector('#f-prerequisites label small')?.text).toBe(
			'Asks for this badge, itself or through others',
		);
		expect((await asks(last, two)).status).toBe(422);
		const free = await ana.post(two.rule, { quorum: '1' });
		expect(free.status).toBe(303);
		expect((await asks(last, one)).status).toBe(303);
	});

	test('nor when two organisers close the circle at once', async () => {
		const [one, two] = await three(['Black', 'White']);
		if (!one || !two) throw new Error('There should be two badges.');
		const answers = await Promise.all([asks(one, two), asks(two, one)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
	});
});
