import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveReview, handIn, someBadge } from '../../test/support/applications.js';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn, signedIn } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { joined } from '../../test/support/tasks.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
let dora: SignedIn;
let emil: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
	dora = await signedIn(site, 'dora');
	emil = await signedIn(site, 'emil');
});
afterAll(() => site.close());

const RUBRIC = [
	{ name: 'Ties a bowline', levels: ['Never', 'Sometimes', 'Most of the time', 'Always'], required: 2 },
	{ name: 'Explains it', levels: ['No', 'Yes'], required: 1 },
];

/** A badge that members review, and everybody in its course. */
async function skill(name: string, settings = {}) {
	const course = await publishedCourse(site, ana, { title: `Course of ${name}` });
	for (const person of [ben, dora, emil]) await joined(site, person, course);
	const usual = { rubric: RUBRIC, quorum: 2, reviewers: 'members' as const };
	const badge = await someBadge(site, ana, { courseId: course.id }, 'review', name, {
		...usual,
		...settings,
	});
	return { ...badge, course };
}

function awardsOf(badge: { id: number }, person: SignedIn) {
	return site.db.query<{
		id: string;
		levels: number[];
		words: { name: string; text: string }[];
		evidence: object[];
	}>(
		`SELECT id, achieved_levels AS levels, words, evidence FROM awards WHERE badge_id = $1 AND user_id = $2`,
		[badge.id, person.id],
	);
}

test('Ben applies, two peers review, the badge is his with what they said', async () => {
	const badge = await skill('Bowliner');
	const page = await ben.visit(badge.href);
	expect(page.text).toContain('2 people must find that it meets');
	expect(page.text).toContain('Never · Sometimes · Most of the time · Always (enough: Most of the time)');
	await ben.visit(page.html.querySelector('a[href$="/application"]')?.getAttribute('href') ?? '');
	const empty = await ben.post(`${badge.href}/application`, {
		intent: 'submit',
		body: '',
		reflection: 'Much.',
	});
	expect(empty.status).toBe(422);
	expect(empty.text).toContain('Hand something in');
	expect(empty.html.querySelector('#f-reflection')?.text).toBe('Much.');
	const place = await handIn(ben, badge);
	const own = await ben.visit(place);
	expect(own.text).toContain('2 more reviews, and it is decided.');
	expect(own.html.querySelector('form[action$="/reviews"]')).toBeNull();
	expect((await ben.post(`${place}/reviews`, { revision: '1' })).status).toBe(403);
	await site.drainJobs();
	expect((await site.mailTo(dora.email)).at(-1)?.subject).toBe('Will you review work for “Bowliner”?');

	const form = await dora.visit(place);
	expect(form.html.querySelectorAll('form[action$="/reviews"] input[checked]')).toEqual([]);
	const half = await giveReview(dora, place, [3], { comment: 'Short' });
	expect(half.status).toBe(422);
	expect(half.html.querySelectorAll('.error-summary a').map((each) => each.getAttribute('href'))).toEqual([
		'#f-level2',
		'#f-comment',
	]);
	expect(half.html.querySelector('input[name="level1"][value="3"]')?.hasAttribute('checked')).toBe(true);
	const given = await giveReview(dora, place, [3, 1], { isQuotable: 'true', comment: 'It holds **well**.' });
	expect((await dora.visit(given.location)).text).toContain('Thank you: your review is sent.');
	await site.drainJobs();
	const told = (await site.mailTo(ben.email)).at(-1);
	expect([told?.subject, told?.text]).toEqual([
		'Dora reviewed your work for “Bowliner”',
		expect.stringMatching(/finds that it meets\s+it[\s\S]*It holds well/),
	]);
	expect((await ben.visit(place)).text).toContain('One more review, and it is decided.');
	const before = await emil.visit(place);
	expect(before.text).not.toContain('It holds');
	expect(before.text).toContain('One review is shown once you have written yours.');
	const last = await giveReview(emil, place, [2, 1]);
	expect((await emil.visit(last.location)).text).toContain('the badge is awarded');
	await site.drainJobs();
	const [award] = await awardsOf(badge, ben);
	expect(award?.levels).toEqual([2, 1]);
	expect(award?.words).toEqual([expect.objectContaining({ name: 'Dora', text: 'It holds well.' })]);
	expect(award?.evidence).toEqual([
		expect.objectContaining({ text: null, file: null, contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) }),
	]);
	const credential = await ben.request('GET', `/ob3/credentials/${award?.id}.json`);
	expect(credential.body).toContain('requiredLevel');
	const { credentialSubject, endorsement } = JSON.parse(credential.body);
	expect(credentialSubject.result).toHaveLength(2);
	expect(endorsement).toEqual([
		expect.objectContaining({
			type: ['VerifiableCredential', 'EndorsementCredential'],
			credentialSubject: expect.objectContaining({ endorsementComment: 'It holds well.' }),
		}),
	]);
	const shown = await ben.visit(`/awards/${award?.id}`);
	expect(shown.text).toContain('What they said It holds well. Dora');
	expect(shown.text).toContain('Most of the time');
	expect((await ben.visit(`${badge.href}/application`)).status).toBe(403);
});

test('what needs work is changed and handed in again, and earlier reviews stay with theirs', async () => {
	const badge = await skill('Second try');
	const place = await handIn(ben, badge, { body: 'First *words*.' });
	expect(
		(await ben.post(`${badge.href}/application`, { intent: 'submit', url: 'https://example.org/2' }))
			.location,
	).toBe(place);
	await giveReview(dora, place, [0, 0], { verdict: 'not-yet', comment: 'The loop slips.' });
	await giveReview(emil, place, [1, 1], { verdict: 'not-yet', comment: 'Show the other side.' });
	const answered = await ben.visit(place);
	expect(answered.text).toContain('Needs work');
	expect(answered.text).toContain('The loop slips.');
	const form = await ben.visit(`${badge.href}/application`);
	expect(form.html.querySelector('#f-body')?.text).toBe('First *words*.');
	await handIn(ben, badge, { body: 'Better words.' });
	const again = await ben.visit(place);
	expect(again.text).toContain('Revision 2');
	expect(again.text.indexOf('Revision 2')).toBeLessThan(again.text.indexOf('The loop slips.'));
	const old = await dora.post(`${place}/reviews`, {
		...{ revision: '1', level1: '3', level2: '1', verdict: 'meets', comment: 'Meant for the first.' },
	});
	const outdated = (await dora.visit(old.location)).html.querySelector('.flash[data-kind="problem"]');
	expect(outdated?.text).toContain('changed or decided meanwhile');
	await giveReview(dora, place, [3, 1]);
	await giveReview(emil, place, [3, 1]);
	expect(await awardsOf(badge, ben)).toHaveLength(1);
});

test('two last reviews at once give one award, and one reviewer gives one review', async () => {
	const badge = await skill('At once', { quorum: 2 });
	const place = await handIn(ben, badge);
	await Promise.all([
		giveReview(dora, place, [3, 1]),
		giveReview(emil, place, [3, 1]),
		giveReview(ana, place, [3, 1]),
	]);
	expect(await awardsOf(badge, ben)).toHaveLength(1);
	const other = await skill('Pressed twice');
	const waiting = await handIn(ben, other);
	await Promise.all([giveReview(dora, waiting, [3, 1]), giveReview(dora, waiting, [0, 0])]);
	const stored = await site.db.query(
		`SELECT r.id FROM reviews r JOIN application_revisions w ON w.id = r.revision_id WHERE w.application_id = $1`,
		[Number(waiting.split('/').at(-1))],
	);
	expect(stored).toHaveLength(1);
	await Promise.all([handIn(dora, other), handIn(dora, other)]);
	const handedIn = await site.db.query(
		`SELECT w.id FROM application_revisions w JOIN badge_applications p ON p.id = w.application_id
		WHERE p.badge_id = $1 AND p.user_id = $2`,
		[other.id, dora.id],
	);
	expect(handedIn).toHaveLength(1);
});

test('a pair who review each other counts once', async () => {
	const badge = await skill('Pair', { quorum: 1, rubric: [] });
	const bens = await handIn(ben, badge);
	const doras = await handIn(dora, badge);
	await giveReview(dora, bens, [], { verdict: 'not-yet' });
	const queue = await ben.visit('/reviews');
	expect(queue.html.querySelectorAll('.badge-card h3').map(({ text }) => text)).not.toContain('Pair');
	await giveReview(ben, doras);
	expect(await awardsOf(badge, dora)).toEqual([]);
	expect((await dora.visit(doras)).text).toContain('Does not count');
	await giveReview(emil, doras);
	expect(await awardsOf(badge, dora)).toHaveLength(1);
});

test('outsiders see nothing of it, and only holders, helpers and organisers review unless told', async () => {
	const badge = await skill('Closed', { reviewers: 'holders', quorum: 1 });
	const place = await handIn(ben, badge);
	expect((await cleo.visit(place)).status).toBe(404);
	expect((await dora.visit(place)).status).toBe(404);
	expect((await dora.post(`${place}/reviews`, { revision: '1' })).status).toBe(404);
	expect((await site.visitor().request('GET', place)).location).toContain('/sign-in');
	expect((await ana.visit('/reviews')).text).toContain('Closed');
	await giveReview(ana, place, [3, 1]);
	expect(await awardsOf(badge, ben)).toHaveLength(1);
	const next = await handIn(dora, badge);
	expect((await ben.visit('/reviews')).text).toContain('Closed');
	await giveReview(ben, next, [3, 1]);
	expect(await awardsOf(badge, dora)).toHaveLength(1);
});

test('who waits too long is taken to the next people, then to the organisers, whose word is enough', async () => {
	const badge = await skill('Patience', { quorum: 1, rubric: [] });
	const place = await handIn(ben, badge);
	await site.drainJobs();
	const id = Number(place.split('/').at(-1));
	const late = async () => {
		await site.db.query(
			`UPDATE badge_applications SET asked_at = asked_at - interval '6 days' WHERE id = $1`,
			[id],
		);
		await site.db.transaction((tx) =>
			tx.query(`INSERT INTO outbox (job, payload) VALUES ('reviews.remind', '{}')`),
		);
		await site.drainJobs();
	};
	const asked = () => site.db.query('SELECT user_id FROM review_requests WHERE application_id = $1', [id]);
	expect(await asked()).toHaveLength(1);
	await late();
	expect(await asked()).toHaveLength(2);
	await late();
	expect((await ben.visit(place)).text).toContain('the organisers have been asked to decide');
	expect((await site.mailTo(ana.email)).at(-1)?.subject).toBe('Please decide: work for “Patience”');
	await giveReview(ana, place);
	expect(await awardsOf(badge, ben)).toHaveLength(1);
});

test('withdrawing ends it, and one may begin again; a file is for those who may see the work', async () => {
	const badge = await skill('Withdrawn');
	const token = await ben.token();
	const part = (name: string, value: string, file = '') =>
		`--x\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
	const body = `${part('reflection', 'Words.')}${part('intent', 'submit')}${part('file', 'plain text', '; filename="a b.txt"')}--x--\r\n`;
	const sent = await ben.request('POST', `${badge.href}/application?_csrf=${token}`, body, {
		'content-type': 'multipart/form-data; boundary=x',
	});
	expect(sent.status).toBe(303);
	const seen = await dora.visit(sent.location);
	const file = seen.html.querySelector('a[href*="/files/"]')?.getAttribute('href') ?? '';
	expect((await dora.request('GET', file)).body).toBe('plain text');
	expect((await cleo.request('GET', file)).status).toBe(404);
	const fileId = file.split('/').at(-2);
	for (const person of [ben, dora, site.visitor()])
		expect((await person.request('GET', `/files/${fileId}/a.txt`)).status).toBe(404);
	await ben.visit(sent.location);
	expect((await ben.submit(`${sent.location}/withdrawal`)).text).toContain('Your application is withdrawn.');
	expect((await dora.visit(sent.location)).status).toBe(404);
	expect(await handIn(ben, badge)).not.toBe(sent.location);
});

test('the pages take the same statements for two and for twenty', async () => {
	const badge = await skill('Counting', { quorum: 20 });
	const place = await handIn(ben, badge);
	const pages = [
		...['/reviews', place, badge.href, `${badge.href}/rule`].map((path) => [ana, path] as const),
		...['/reviews', place].map((path) => [ben, path] as const),
		[cleo, `${badge.href}/application`] as const,
	];
	const count = async () => {
		const counts: number[] = [];
		for (const [person, path] of pages) counts.push(await site.statementsOf(() => person.visit(path)));
		return counts;
	};
	const few = await count();
	for (let n = 0; n < 12; n++) {
		const person = await signedIn(site, `many${n}`);
		await joined(site, person, badge.course);
		await handIn(person, badge);
		await giveReview(person, place, [3, 1]);
		await someBadge(site, ana, { courseId: badge.course.id }, 'organiser', `One of many ${n}`);
	}
	expect(await count()).toEqual(few);
	expect(Math.max(...few)).toBeLessThanOrEqual(8);
});
