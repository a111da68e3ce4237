import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { importZip, sendZip } from '../../test/support/transfers.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { type Forgery, forgedZip, zipOf } from '../archives/zip.sample.js';

const MB = 1024 * 1024;

let site: TestSite;
let ana: SignedIn;
let cleo: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	({ ana, cleo } = await cast(site));
});
afterAll(() => site.close());
beforeEach(() => site.db.query('DELETE FROM throttles'));

const COURSE = [
	'format: kunlerni-course',
	'version: 1',
	'title: Knots',
	'summary: Five knots.',
	'kind: challenge',
	'language: en',
	'accent: teal',
	'licence: CC-BY-SA-4.0',
	'task_editing: organisers',
	'run: { pace: rolling, sign_up: open }',
	'',
].join('\n');
const good = { 'course.yml': COURSE, 'about.md': 'Tie.' };
const BADGE = '---\nname: Knotter\nshape: circle\ncolour: teal\n';
const withBadge = (head: string, more: Record<string, string | Buffer> = {}) =>
	zipOf({ ...good, 'badges/01.md': `${BADGE}${head}\n---\nTie.`, 'assets/t-1.txt': 'Stored.', ...more });
const svg = (inside: string) =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}<rect width="9" height="9"/></svg>`;

function zipWith(...entries: Forgery[]): Buffer {
	return forgedZip([...Object.entries(good).map(([name, content]) => ({ name, content })), ...entries]);
}

/** What an import could leave: rows of any table that grows with a course, and bytes on the disk. */
async function everything() {
	const tables = [
		'courses',
		'runs',
		'tasks',
		'task_revisions',
		'about_revisions',
		'badges',
		'badge_versions',
		'attachments',
		'files',
	];
	const counts = await site.db.query<{ count: number }>(
		tables.map((table) => `SELECT count(*)::int AS count FROM ${table}`).join(' UNION ALL '),
	);
	const names = await readdir(site.config.dataDir, { recursive: true, withFileTypes: true });
	const bytes = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return { counts: counts.map(({ count }) => count), bytes };
}

const x = { name: 'x.txt', content: 'some words' };
const hostile: [string, Buffer, string][] = [
	[
		'a bomb',
		zipWith({ name: 'assets/b.txt', content: Buffer.alloc(20 * MB) }),
		'“assets/b.txt” would grow to many times its size',
	],
	[
		'a name that is cut in the middle of a letter',
		zipOf({ ...good, 'course.yml': `${COURSE}${'x'.repeat(79)}🐦: 1\n` }),
		'x'.repeat(79),
	],
	['a path out of the folder', zipWith({ ...x, name: '../../x' }), '“../../x” points outside the zip'],
	['an absolute path', zipWith({ ...x, name: '/etc/passwd' }), '“/etc/passwd” names a place on a disk'],
	['a symbolic link', zipWith({ ...x, mode: 0o120777 }), '“x.txt” is a symbolic link'],
	[
		'10,000 entries',
		forgedZip(Array.from({ length: 10_000 }, (_, index) => ({ name: `${index}` }))),
		'more than 2,000 files',
	],
	[
		'broken YAML',
		zipOf({ ...good, 'course.yml': `${COURSE}tags: [a,\n` }),
		'“course.yml” has an error in its YAML',
	],
	[
		'YAML aliases',
		zipOf({ ...good, 'course.yml': `${COURSE}effort: &a x\nown_term: *a\n` }),
		'“course.yml” uses YAML anchors',
	],
	[
		'another encoding',
		zipOf({ ...good, 'about.md': Buffer.from('mañana', 'latin1') }),
		'“about.md” is not text in UTF-8',
	],
	['a password', zipWith({ ...x, flags: 0x801 }), 'protected by a password'],
	['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'This file is not a zip'],
	['the half of a zip', zipWith(x).subarray(0, -30), 'The end of the zip is missing'],
	['a zip of something else', zipOf({ 'notes.txt': 'x' }), 'There is no course in this zip'],
	[
		'a licence that forbids changes',
		zipOf({ ...good, 'course.yml': COURSE.replace('BY-SA', 'BY-ND') }),
		'“CC-BY-ND-4.0”, which this site does not offer',
	],
	['a badge by an unknown rule', withBadge('rule: lottery'), '“rule” in “badges/01.md” has a value'],
	[
		'a level without a name',
		withBadge('rubric: [{ question: How?, levels: [{ means: Well }, { name: Badly }], required: Badly }]'),
		'“badges/01.md” lacks “rubric.levels.name”',
	],
	['a badge that waits for itself', withBadge('needs: ["01"]'), '“badges/01.md” can never be earned'],
	['a picture that is not there', withBadge('picture: 01.svg'), '“badges/01.svg” is missing'],
	[
		'a picture that is too large',
		withBadge('picture: 01.png', { 'badges/01.png': randomBytes(2 * MB + 1) }),
		'“badges/01.png” is larger than 2 MB',
	],
	[
		'a picture with a script',
		withBadge('picture: 01.svg', { 'badges/01.svg': svg('<script>alert(1)</script>') }),
		'The picture of the badge “Knotter” cannot be taken',
	],
	[
		'a picture from elsewhere',
		withBadge('picture: 01.svg', { 'badges/01.svg': svg('<image href="https://x.example/p.png"/>') }),
		'The picture of the badge “Knotter” cannot be taken',
	],
	[
		'a picture of no kind',
		withBadge('picture: 01.png', { 'badges/01.png': 'no picture' }),
		'The picture of the badge “Knotter” cannot be taken',
	],
	[
		'a text that outgrows its page after a file was stored',
		withBadge('rule: peer', { 'about.md': '[a](course:about)'.repeat(2_900) }),
		'“about.md” is too long',
	],
	[
		'a text that outgrows its page once its links are those of this site',
		zipOf({ ...good, 'about.md': '[a](course:about)'.repeat(2_900) }),
		'“about.md” is too long',
	],
];

test.each(hostile)('%s gets a clear message and leaves nothing behind', async (_name, zip, message) => {
	const before = await everything();
	const page = await importZip(site, ana, zip);
	expect(page.status).toBe(200);
	expect(page.text).toContain('It was not imported.');
	expect(page.text).toContain(message);
	expect(page.text).toContain('Nothing of it was kept.');
	expect(await everything()).toEqual(before);
});

test('that there is no file is told at the field', async () => {
	const before = await everything();
	const none = await sendZip(ana, null);
	expect(none.status).toBe(422);
	expect(none.text).toContain('Choose the zip of a course.');
	expect(await everything()).toEqual(before);
});

test('an import is its owner’s alone, and needs an account with a confirmed address', async () => {
	const { location } = await sendZip(ana, zipOf(good));
	expect((await cleo.visit(location)).status).toBe(404);
	expect((await cleo.request('GET', '/transfers/1')).status).toBe(404);
	expect((await site.visitor().request('GET', location)).status).toBe(303);
	const waiting = await ana.visit(location);
	expect(waiting.text).toContain('Waiting for its turn.');
	expect(waiting.text).toContain('You may leave this page');
	await site.drainJobs();
	expect((await ana.visit(location)).text).toContain('Everything came along.');
	expect((await ana.visit('/transfers')).text).toContain('Import of “course.zip”');
	expect((await ana.request('GET', `${location}/file`)).status).toBe(404);

	await site.db.query(`UPDATE users SET confirmed_at = NULL WHERE username = 'cleo'`);
	expect((await cleo.visit('/courses/import')).text).toContain('Confirm your e-mail address first');
	expect((await sendZip(cleo, zipOf(good))).status).toBe(403);
});

test('files beyond what a member may have end the import, and leave nothing', async () => {
	await site.db.query(
		`INSERT INTO files (sha256, media_type, bytes, owner_id) VALUES (repeat('a', 64), 'text/plain', 500000000 - 9, $1)`,
		[ana.id],
	);
	const before = await everything();
	expect((await ana.visit('/courses/import')).text).toContain('500 MB of 500 MB');
	const page = await importZip(
		site,
		ana,
		zipOf({ ...good, 'assets/a-1.txt': 'Eight by', 'assets/b-1.txt': 'And more' }),
	);
	expect(page.text).toContain('You have no room left for the files of this course');
	expect(await everything()).toEqual(before);
	await site.db.query('DELETE FROM files');
	expect((await importZip(site, ana, zipOf({ ...good, 'assets/a-1.txt': 'Eight by' }))).text).toContain(
		'is here',
	);
});

test('the same zip sent twice at once becomes one course', async () => {
	const zip = zipOf({ ...good, 'about.md': 'Twice.' });
	const before = await everything();
	const answers = await Promise.all([sendZip(ana, zip), sendZip(ana, zip)]);
	expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
	await site.drainJobs();
	const after = await everything();
	expect(after.counts[0]).toBe((before.counts[0] ?? 0) + 1);
	expect(after.bytes).toEqual(before.bytes);
});

test('two workers that meet at one import make one course', async () => {
	const before = await everything();
	const { location } = await sendZip(ana, zipOf({ ...good, 'about.md': 'Met.' }));
	const id = location.replace('/transfers/', '');
	const jobs = site.app.get(Jobs);
	await Promise.allSettled([1, 2, 3].map(() => jobs.run('transfers.import', { id })));
	await site.drainJobs();
	expect((await everything()).counts[0]).toBe((before.counts[0] ?? 0) + 1);
	expect((await ana.visit(location)).text).toContain('It is here');
});

test('an import that cannot be finished says that it is not the fault of the zip', async () => {
	const before = await everything();
	const { location } = await sendZip(ana, zipOf({ ...good, 'about.md': 'Stuck.' }));
	await site.db.query(`UPDATE outbox SET parked_at = now() WHERE done_at IS NULL`);
	const page = await ana.visit(location);
	expect(page.text).toContain('Something went wrong on our side.');
	expect(page.html.querySelector('[data-poll]')).toBeNull();
	expect((await everything()).counts).toEqual(before.counts);
});
