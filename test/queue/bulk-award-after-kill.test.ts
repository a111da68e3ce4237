import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { someBadge } from '../support/applications.js';
import { TestSite } from '../support/app.js';
import { type SignedIn, signedIn } from '../support/cast.js';
import { publishedCourse } from '../support/courses.js';
import { startSmtp, type TestSmtp } from '../support/smtp.js';
import { joined } from '../support/tasks.js';
import { until } from './site.js';
import { SiteWorkers } from './site-workers.js';

let site: TestSite;
let smtp: TestSmtp;
let workers: SiteWorkers;
let ana: SignedIn;
let people: SignedIn[];
let course: { id: number; slug: string; href: string };
/** Another in each test. */
let badge: { id: number; href: string };
let badges = 0;

beforeAll(async () => {
	smtp = await startSmtp();
	site = await TestSite.start({ SMTP_URL: smtp.url });
	workers = await SiteWorkers.of(site);
	ana = await signedIn(site, 'ana');
	course = await publishedCourse(site, ana);
	people = [];
	for (const name of ['ben', 'cleo', 'dora']) people.push(await signedIn(site, name));
	for (const person of people) await joined(site, person, course);
});

beforeEach(async () => {
	badge = await someBadge(site, ana, { courseId: course.id }, 'organiser', `Mentor ${++badges}`);
	await site.drainJobs();
	smtp.mails.length = 0;
});

afterAll(async () => {
	await workers.close();
	await site.close();
	await smtp.close();
});

const CSV = 'username,note\nben,good\ncleo@example.org\nBEN\nnobody\ndora';

/** Gives the badge to a list, and resolves to the address of its report. */
async function giveTo(fields: { people: string } | { run: string }): Promise<string> {
	return (await ana.post(`${badge.href}/grants`, fields)).location;
}

async function giveToRun(): Promise<string> {
	const run = await site.db.one<{ id: number }>('SELECT id FROM runs WHERE course_id = $1', [course.id]);
	return giveTo({ run: String(run?.id) });
}

/** What the report says of each line. */
async function report(address: string): Promise<string[][]> {
	const { html } = await ana.visit(address);
	return html.querySelectorAll('tbody tr').map((row) => row.querySelectorAll('td').map(({ text }) => text));
}

const waiting = async (address: string) => (await report(address)).filter(([, says]) => says === 'Not yet');

function awards(): Promise<{ userId: number; isSigned: boolean }[]> {
	return site.db.query(
		`SELECT user_id AS "userId", credential IS NOT NULL AND credential_jwt IS NOT NULL AND assertion IS NOT NULL AS "isSigned"
		FROM awards WHERE badge_id = $1 ORDER BY user_id`,
		[badge.id],
	);
}

/** One award for each of the three, and one Message-ID, however often the mail came. */
async function expectOneOfEach() {
	expect(await awards()).toEqual(people.map(({ id }) => ({ userId: id, isSigned: true })));
	const stored = await site.db.query<{ to: string; messageId: string; isSent: boolean }>(
		`SELECT to_address AS to, message_id AS "messageId", sent_at IS NOT NULL AS "isSent" FROM mails
		WHERE subject LIKE $1 ORDER BY to_address`,
		[`%Mentor ${badges}%`],
	);
	expect(stored.map(({ to, isSent }) => [to, isSent])).toEqual(people.map(({ email }) => [email, true]));
	expect(new Set(stored.map(({ messageId }) => messageId)).size).toBe(people.length);
	const came = new Set(smtp.mails.map(({ to, messageId }) => `${to?.[0]?.address} ${messageId}`));
	expect([...came].sort()).toEqual(stored.map(({ to, messageId }) => `${to} ${messageId}`));
}

/** Where the worker is stopped, and how many awards and lines of the report it has stored by then. */
const points = [
	['before the award of the first line', 'LOCK TABLE awards IN EXCLUSIVE MODE', 0, 0],
	['between two lines', 'SELECT FROM grant_lines WHERE number = 2 FOR UPDATE', 1, 1],
	['after a line’s award, before its outcome', 'LOCK TABLE grant_lines IN SHARE MODE', 0, 0],
	['after the last line, before the report is closed', 'LOCK TABLE grant_batches IN SHARE MODE', 3, 5],
] as const;

test.each(points)(
	'a CSV list whose worker is killed %s gives each one award and tells of each line',
	async (_when, lock, given, worked) => {
		const address = await giveTo({ people: CSV });
		await workers.killAt(lock, async () => {
			expect(await awards()).toHaveLength(given);
			expect(await waiting(address)).toHaveLength(5 - worked);
		});
		await workers.finish();
		expect(await report(address)).toEqual([
			['ben', 'Given'],
			['cleo@example.org', 'Given'],
			['BEN', 'Named twice'],
			['nobody', 'Nobody of this name here'],
			['dora', 'Given'],
		]);
		await expectOneOfEach();
	},
	180_000,
);

/** What follows on the awards of everybody in a run, several jobs at a time. */
const later = [
	['while it is told of the awards', 'LOCK TABLE events IN SHARE MODE'],
	['while the mails are written', 'LOCK TABLE mails IN SHARE MODE'],
] as const;

test.each(later)(
	'everyone in a run gets one award and one mail when the worker is killed %s',
	async (_when, lock) => {
		const address = await giveToRun();
		await workers.killAt(lock, async () => expect(smtp.mails).toEqual([]));
		await workers.finish();
		expect(await report(address)).toEqual(people.map(({ username }) => [username, 'Given']));
		await expectOneOfEach();
	},
	180_000,
);

/** Mails that came more than once. */
const repeated = () =>
	smtp.mails.filter(
		({ messageId }, index) => smtp.mails.findIndex((mail) => mail.messageId === messageId) < index,
	);

/** Lets the worker run until so many mails are on their way, and the mail server has some and says nothing. */
async function heldByServer(count: number) {
	smtp.behaviour = 'hold';
	await workers.work();
	await until(async () => {
		const tried = await site.db.query('SELECT id FROM mails WHERE sent_at IS NULL AND attempts > 0');
		return tried.length === count && smtp.mails.length > 0;
	});
}

test('killed before the mail server’s answer comes, the next worker repeats the same mail', async () => {
	await giveToRun();
	await heldByServer(people.length);
	await workers.kill();
	smtp.answer();
	await workers.finish();
	expect(repeated().length).toBeGreaterThan(0);
	await expectOneOfEach();
}, 180_000);

test('killed after the answer, before the mail is marked as sent, the next worker repeats the same mail', async () => {
	await giveToRun();
	await heldByServer(people.length);
	await workers.holding('LOCK TABLE mails IN SHARE MODE', async () => {
		smtp.answer();
		await workers.isHeld();
		await workers.kill();
	});
	await workers.finish();
	expect(repeated().length).toBeGreaterThan(0);
	await expectOneOfEach();
}, 180_000);

test('killed after the mail is marked as sent, before its job is, it is not repeated', async () => {
	await giveTo({ people: 'ben' });
	await heldByServer(1);
	await workers.holding('LOCK TABLE outbox IN SHARE MODE', async () => {
		smtp.answer();
		await until(async () => (await site.db.query('SELECT id FROM mails WHERE sent_at IS NULL')).length === 0);
		await workers.kill();
	});
	await workers.finish();
	expect(smtp.mails).toHaveLength(1);
	expect(repeated()).toEqual([]);
}, 180_000);
