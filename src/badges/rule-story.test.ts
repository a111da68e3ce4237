import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
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
		...{ named: 'ben', question: ['Ties it'], levels: ['Only one'], required: ['1'] },
	});
	expect(wrong.text).toContain('Each question needs 2 to 5 different levels');
	expect(wrong.html.querySelector('#question-1')?.getAttribute('value')).toBe('Ties it');
	const saved = await ana.submit(`${badge.href}/rule`, {
		...{ reviewers: 'named', named: '@Ben', prerequisites: [first.publicId], validMonths: '12' },
		...{
			question: ['Ties it', 'Explains it'],
			levels: ['No, Yes', 'Never, Often, Always'],
			required: ['2', '2'],
		},
	});
	expect(saved.text).toContain('Saved in the draft.');
	expect(saved.html.querySelector('#levels-2')?.getAttribute('value')).toBe('Never, Often, Always');
	expect((await ben.visit(badge.href)).text).toContain('3 people must find');
	await site.app.get(BadgeDesigns).publishBadge(ana, badge.id);
	const page = await ben.visit(badge.href);
	for (const text of [
		'2 people must find',
		'People whom the organisers named review.',
		'It is valid for 12 months.',
		'Before that, you need: First',
		'Never · Often · Always (enough: Often)',
	])
		expect(page.text).toContain(text);
	const early = await ben.visit(`${badge.href}/application`);
	expect(early.text).toContain('Another badge comes first');
});
