import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TestSite } from '../../test/support/app.js';
import { someDesign } from '../../test/support/applications.js';
import { publishBadge } from '../../test/support/badges.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { addTasks } from '../../test/support/tasks.js';
import { courseOn, exportZip, importZip } from '../../test/support/transfers.js';
import { readArchive } from '../archives/read-archive.js';
import type { Rule } from '../badges/badge.entity.js';
import { BadgeDesigns } from '../badges/badge-designs.service.js';
import type { Design, UploadedPicture } from '../badges/badge-drafts.service.js';
import type { RuleSettings } from '../badges/rule-settings.js';
import { uploadedPicture } from '../designs/uploaded-picture.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben } = await cast(site));
});
afterAll(() => site.close());

async function squarePicture(title: string): Promise<UploadedPicture> {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>${title}</title><rect width="9" height="9" fill="#00f"/></svg>`;
	const picture = await uploadedPicture(Buffer.from(svg));
	if (typeof picture === 'string') throw new Error(picture);
	return picture;
}

test('all badges come along as drafts, whole, asking for each other and not for those of the source', async () => {
	const course = await publishedCourse(site, ana, { title: 'Lashings' });
	const [hitchId] = await addTasks(site, ana, course, ['Hitch']);
	await publishBadge(ana, course, { name: 'Lashings' });
	const designs = site.app.get(BadgeDesigns);
	const make = async (rule: Rule, design: Partial<Design>, settings: Partial<RuleSettings>) => {
		const { id } = await designs.create(
			ana,
			{ courseId: course.id },
			rule,
			{ ...someDesign('x'), ...design },
			settings,
		);
		await designs.publishBadge(ana, id);
		return id;
	};
	const elsewhere = await designs.create(ana, 'site', 'organiser', someDesign('Friend'));
	await designs.publishBadge(ana, elsewhere.id);
	const criterion = {
		name: 'How firm?',
		levels: ['Loose', 'Firm'],
		meanings: ['', 'Holds a boat.'],
		required: 1,
	};
	const skill = await make(
		'review',
		{
			name: 'Rigger',
			ribbonText: 'RIG',
			tags: ['Ropes', 'sails, all of them', '🪢'.repeat(30)],
			ribbonColour: 'plum',
			criteria: `See [hitch](${course.href}/tasks/${hitchId})`,
		},
		{
			quorum: 2,
			reviewers: 'members',
			patienceDays: 9,
			validMonths: 24,
			rubric: [criterion],
			prerequisites: [elsewhere.id],
		},
	);
	const gift = await make(
		'peer',
		{ name: 'Helping hand', upload: await squarePicture('A blue square'), imageAlt: 'A blue square' },
		{ isRepeatable: true, giverLimit: 5, takesApplications: true, prerequisites: [skill] },
	);
	await make('badges', { name: 'Bosun' }, { parts: [skill, gift], needed: 1 });
	await designs.create(ana, { courseId: course.id }, 'organiser', someDesign('Not yet shown'));

	expect((await ben.visit(`${course.href}/copy`)).text).toContain('Its badges also ask for Friend.');
	const { location } = await ben.post(`${course.href}/copies`);
	expect((await ben.visit(location)).text).toContain(
		'Its badges also asked for Friend, which belong elsewhere',
	);
	const href = location.replace('/manage', '');
	const badges = await site.db.query<{ id: number }>(
		`SELECT b.id, b.rule, v.name, v.published_at AS "publishedAt", v.quorum, v.reviewers, v.patience_days AS patience, v.needed,
			v.is_repeatable AS repeats, v.giver_limit AS gifts, v.takes_applications AS asked, v.valid_months AS months,
			v.rubric, v.ribbon_text AS ribbon, v.ribbon_colour AS ribbon_colour, v.criteria_md AS criteria, v.tags,
			v.image_png IS NOT NULL AS uploaded, v.image_svg AS svg,
			ARRAY(SELECT n.name FROM badge_prerequisites p JOIN badge_versions n ON n.badge_id = p.badge_id
				JOIN badges o ON o.id = n.badge_id AND o.course_id = b.course_id WHERE p.badge_version_id = v.id) AS needs,
			(SELECT count(*)::int FROM badge_prerequisites p WHERE p.badge_version_id = v.id) AS all_needs,
			ARRAY(SELECT n.name FROM badge_parts p JOIN badge_versions n ON n.badge_id = p.badge_id
				JOIN badges o ON o.id = n.badge_id AND o.course_id = b.course_id WHERE p.badge_version_id = v.id ORDER BY 1) AS parts
		FROM badges b JOIN badge_versions v ON v.badge_id = b.id JOIN courses c ON c.id = b.course_id
		WHERE c.slug = $1 ORDER BY b.id`,
		[href.replace('/courses/', '')],
	);
	const hitch = await site.db.one<{ id: number }>(
		`SELECT t.id FROM tasks t JOIN courses c ON c.id = t.course_id WHERE c.slug = $1 AND t.title = 'Hitch'`,
		[href.replace('/courses/', '')],
	);
	expect(badges).toMatchObject([
		{ rule: 'completion', publishedAt: null },
		{
			...{ rule: 'review', name: 'Rigger', publishedAt: null, quorum: 2, reviewers: 'members', patience: 9 },
			...{ months: 24, rubric: [criterion], ribbon: 'RIG', ribbon_colour: 'plum', all_needs: 0 },
			tags: ['Ropes', 'sails, all of them', '🪢'.repeat(30)],
			criteria: `See [hitch](${href}/tasks/${hitch?.id})`,
		},
		{
			...{ rule: 'peer', name: 'Helping hand', repeats: true, gifts: 5, asked: true, needs: ['Rigger'] },
			...{ uploaded: true, svg: expect.stringContaining('<title>A blue square</title><rect') },
		},
		{ rule: 'badges', name: 'Bosun', needed: 1, parts: ['Helping hand', 'Rigger'] },
	]);
	expect(
		await site.db.query('SELECT id FROM awards WHERE badge_id = ANY($1)', [badges.map(({ id }) => id)]),
	).toEqual([]);
	const workshop = await ben.visit(`${href}/badges/workshop`);
	expect(workshop.text).toContain('Draft, not yet awarded Helping hand');

	const [hand] = await site.db.query<{ publicId: string }>(
		`SELECT public_id AS "publicId" FROM badges WHERE id = $1`,
		[badges[2]?.id],
	);
	const rule = `/badges/${hand?.publicId}/rule`;
	await ben.visit(rule);
	await ben.submit(rule, {});
	expect((await ben.visit(rule)).html.querySelector('input[name="prerequisites"][checked]')).not.toBeNull();

	const zip = await exportZip(site, ana, course);
	const reading = await readArchive(zip);
	expect(reading.ok && reading.archive.badges.map(({ name }) => name)).toEqual([
		...['Lashings', 'Rigger', 'Helping hand', 'Bosun', 'Not yet shown'],
	]);
	const again = await exportZip(site, ben, courseOn(await importZip(site, ben, zip)));
	expect(again.equals(zip)).toBe(true);
});

test('an uploaded PNG goes out and in as the same picture', async () => {
	const course = await publishedCourse(site, ana, { title: 'Painted' });
	const noise = await sharp({
		create: {
			width: 200,
			height: 300,
			channels: 3,
			background: '#fff',
			noise: { type: 'gaussian', mean: 120, sigma: 60 },
		},
	})
		.png()
		.toBuffer();
	const upload = await uploadedPicture(noise);
	if (typeof upload === 'string') throw new Error(upload);
	await site.app
		.get(BadgeDesigns)
		.create(ana, { courseId: course.id }, 'organiser', { ...someDesign('Painter'), upload });
	const zip = await exportZip(site, ana, course);
	const reading = await readArchive(zip);
	const picture = reading.ok ? reading.archive.badges[0]?.picture : undefined;
	expect(picture?.type).toBe('png');
	expect((await picture?.read())?.equals(upload.png)).toBe(true);
	const again = await exportZip(site, ben, courseOn(await importZip(site, ben, zip)));
	expect(again.equals(zip)).toBe(true);
});
