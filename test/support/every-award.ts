import { expect } from '@jest/globals';
import type { RuleSettings } from '../../src/badges/rule-settings.js';
import { uploadedPicture } from '../../src/designs/uploaded-picture.js';
import { giveReview, handIn, someBadge } from './applications.js';
import type { TestSite } from './app.js';
import { finish } from './badges.js';
import { type SignedIn, signedIn } from './cast.js';
import { publishedCourse } from './courses.js';
import { addTasks, joined } from './tasks.js';

export const KINDS = [
	'completion',
	'review',
	'gift',
	'grant',
	'chain',
	'school',
	'site',
	'uploaded',
] as const;
export type Kind = (typeof KINDS)[number];

const SVG =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#0000ff"/></svg>';

export interface ShownAward {
	id: string;
	/** The public id of its badge. */
	badge: string;
}

const give = async (by: SignedIn, badge: { href: string }) =>
	expect((await by.post(`${badge.href}/grants`, { people: 'ben' })).status).toBe(303);

/**
 * Everything that Ben can earn, by every rule and from every owner, with and without an end and tags, through the
 * pages; whoever knows the address sees it. Ana organises; Dora reviewed his work and lets herself be quoted.
 */
export async function everyAward(
	site: TestSite,
	{ ana, ben, dora }: { ana: SignedIn; ben: SignedIn; dora: SignedIn },
): Promise<Record<Kind, ShownAward>> {
	const root = await signedIn(site, 'root', { admin: true });
	const course = await publishedCourse(site, ana, { title: 'Knots' });
	const tasks = await addTasks(site, ana, course, ['Bowline'], 'link');
	for (const person of [ben, dora]) await joined(site, person, course);
	const school = await site.db.one<{ id: number }>(
		`WITH school AS (INSERT INTO schools (slug, name, summary, about_md, about_html, accent)
			VALUES ('looms', 'School of Looms', 'By hand.', '', '', 'plum') RETURNING id),
		organiser AS (INSERT INTO school_organisers (school_id, user_id) SELECT id, $1 FROM school)
		SELECT id FROM school`,
		[ana.id],
	);
	const upload = await uploadedPicture(Buffer.from(SVG));
	if (typeof upload === 'string') throw new Error(upload);
	const own = { courseId: course.id };
	const ending = { validMonths: 12 };
	const tagged = { tags: ['knots', 'sailing'] };
	const completion = await someBadge(site, ana, own, 'completion', 'Knotter', ending, tagged);
	const rubric = [{ name: 'Ties a bowline', levels: ['Never', 'Sometimes', 'Always'], required: 1 }];
	const reviewed: Partial<RuleSettings> = { ...ending, rubric, quorum: 1, reviewers: 'members' };
	const review = await someBadge(site, ana, own, 'review', 'Bowliner', reviewed, tagged);
	const gift = await someBadge(site, ana, own, 'peer', 'Kind reader', ending);
	const grant = await someBadge(site, ana, own, 'organiser', 'Host');
	const path = { ...ending, parts: [completion.id] };
	const chain = await someBadge(site, ana, own, 'badges', 'Path', path);
	const ofSchool = { schoolId: school?.id ?? 0 };
	const schools = await someBadge(site, ana, ofSchool, 'organiser', 'Weaver', {}, tagged);
	const sites = await someBadge(site, root, 'site', 'organiser', 'Friend');
	const square = await someBadge(site, ana, own, 'organiser', 'Square', {}, { upload });
	await finish(ben, [`${course.href}/tasks/${tasks[0]}`], { proof: 'https://example.org/bowline' });
	const work = { url: 'https://example.org/knots', body: 'Two *knots*.' };
	const place = await handIn(ben, review, work);
	await giveReview(dora, place, [2], { isQuotable: 'true', comment: 'It holds **well**.' });
	await dora.post(`${gift.href}/gift`, { username: 'ben', comment: 'Helped me with knots.' });
	for (const badge of [grant, schools, square]) await give(ana, badge);
	await give(root, sites);
	await site.drainJobs();
	const award = async ({ id, publicId }: { id: number; publicId: string }): Promise<ShownAward> => {
		const [found, ...others] = await site.db.query<{ id: string }>(
			'SELECT id FROM awards WHERE badge_id = $1',
			[id],
		);
		if (!found || others.length > 0) throw new Error(`There should be one award of the badge ${publicId}.`);
		await ben.post(`/awards/${found.id}/visibility?_method=PUT`, { visibility: 'link' });
		return { id: found.id, badge: publicId };
	};
	return {
		completion: await award(completion),
		review: await award(review),
		gift: await award(gift),
		grant: await award(grant),
		chain: await award(chain),
		school: await award(schools),
		site: await award(sites),
		uploaded: await award(square),
	};
}
