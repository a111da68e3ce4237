import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { fetchJson, isVerified, publishBadge, theAward } from '../../test/support/badges.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import type { StoredCredential } from './award-verification.service.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
afterAll(() => site.close());

test('a badge says nothing of work that was shown to the organisers only, and is valid without it', async () => {
	const course = await publishedCourse(site, ana, { title: 'Withheld' });
	const titles = ['Bowline', 'My plans', 'My story'];
	const [open, changed, personal] = await addTasks(site, ana, course, titles, 'text');
	await publishBadge(ana, course);
	await joined(site, ben, course);
	await ben.post(`${course.href}/tasks/${open}/completion`, { proof: 'For all of you' });
	await ben.post(`${course.href}/tasks/${changed}/completion`, { proof: 'Nobody else any more' });
	// Since then the organisers keep what is handed in for it to themselves.
	await site.db.query(`UPDATE tasks SET work_audience = 'organisers' WHERE id = $1`, [changed]);
	await ben.post(`${course.href}/tasks/${personal}/completion`, {
		proof: 'Nobody else may know',
		audience: 'organisers',
	});
	await site.drainJobs();
	const award = await theAward(site, course, ben);
	await ben.visit(`/awards/${award.id}`);
	await ben.submit(`/awards/${award.id}/visibility`, { visibility: 'public' });
	const credential = await fetchJson<StoredCredential>(site, `/ob3/credentials/${award.id}`);
	expect(credential.evidence).toEqual([
		expect.objectContaining({ name: 'Bowline', narrative: 'For all of you' }),
	]);
	expect(JSON.stringify(credential)).not.toContain('Nobody else');
	await expect(isVerified(site, credential)).resolves.toBe(true);
	for (const reader of [site.visitor(), ben, ana]) {
		const page = await reader.visit(`/awards/${award.id}`);
		expect(page.text).toContain('For all of you');
		expect(page.text).not.toContain('Nobody else');
	}
});
