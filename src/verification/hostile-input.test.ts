import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { finish, publishBadge, theAward } from '../../test/support/badges.js';
import { cast } from '../../test/support/cast.js';
import { publishedCourse } from '../../test/support/courses.js';
import { damaged, type Form } from '../../test/support/damage.js';
import { AWARD_KINDS, ForeignIssuer, seeded } from '../../test/support/foreign-issuer.js';
import type { Person } from '../../test/support/person.js';
import { addTasks, joined } from '../../test/support/tasks.js';
import { bakePng } from '../credentials/bake-png.js';
import { bakeSvg } from '../credentials/bake-svg.js';
import { canonicalise } from '../credentials/proof-check.js';
import { FetchFailed, Fetcher } from '../platform/fetcher/fetcher.js';
import { openJwt } from './jwt.js';
import { isSame } from './library.js';
import { readFile, readText, type Submission } from './submission.js';

const MUTATIONS = 1_000;
const issuer = new ForeignIssuer();
const forms: Form[] = [];
let endorsed: Form;
let site: TestSite;
let stranger: Person;
let action: string;

/** A badge of ours in every form, and one of somebody else's with the words of reviewers. */
beforeAll(async () => {
	site = await TestSite.start();
	const { ana, ben } = await cast(site);
	const course = await publishedCourse(site, ana, { title: 'Knots' });
	const [task] = await addTasks(site, ana, course, ['Bowline']);
	await publishBadge(ana, course);
	await joined(site, ben, course);
	await finish(ben, [`${course.href}/tasks/${task}`]);
	await site.drainJobs();
	const { id } = await theAward(site, course, ben);
	await ben.visit(`/awards/${id}`);
	await ben.submit(`/awards/${id}/visibility`, { visibility: 'link' });
	const bytesOf = async (path: string) => {
		const { rawPayload } = await site.app.inject({ method: 'GET', url: path });
		return rawPayload;
	};
	const json = (name: string, bytes: Buffer): Form => ({
		...{ name, bytes, document: JSON.parse(bytes.toString()) as object },
		wrap: (document) => Buffer.from(JSON.stringify(document)),
	});
	const jwt = await bytesOf(`/ob3/credentials/${id}.jwt`);
	const [head = '', body = '', signature = ''] = jwt.toString().split('.');
	const png = await bytesOf(`/awards/${id}/image.png`);
	const svg = await bytesOf(`/awards/${id}/image.svg`);
	const ours = json('json', await bytesOf(`/ob3/credentials/${id}.json`));
	forms.push(
		ours,
		json('assertion', await bytesOf(`/ob2/assertions/${id}`)),
		{
			...{ name: 'jwt', bytes: jwt, document: JSON.parse(Buffer.from(body, 'base64url').toString()) },
			wrap: (payload) =>
				Buffer.from([head, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join('.')),
		},
		{ ...ours, name: 'png', bytes: png, wrap: (credential) => bakePng(png, { credential }) },
		{
			...{ ...ours, name: 'svg', bytes: svg },
			wrap: (credential) => Buffer.from(bakeSvg(svg.toString(), { credential })),
		},
	);
	await issuer.publishStatus();
	const credential = await issuer.sign(issuer.facts(AWARD_KINDS.endorsed));
	endorsed = json('endorsed', Buffer.from(JSON.stringify(credential)));
	jest.spyOn(site.app.get(Fetcher), 'get').mockImplementation(async (url) => {
		const found = issuer.published.get(url);
		if (!found) throw new FetchFailed('unreachable', url);
		return { url, status: found.status, body: Buffer.from(found.text) };
	});
	stranger = site.visitor();
	const page = await stranger.visit('/verify');
	action = page.html.querySelector('form.finding-form')?.getAttribute('action')?.split('#')[0] ?? '';
}, 60_000);
afterAll(() => site.close());

let asked = 0;

/** Hands something in as a browser does; sixty an hour are allowed to each address, so many people ask. */
async function handIn(badge: Buffer, as: 'paste' | 'upload') {
	asked += 1;
	const what = as === 'paste' ? 'name="badge"' : 'name="file"; filename="badge"';
	const payload = Buffer.concat([
		Buffer.from(`--b\r\nContent-Disposition: form-data; ${what}\r\n\r\n`),
		badge,
		Buffer.from('\r\n--b--\r\n'),
	]);
	const { status, body } = await stranger.request(
		'POST',
		action,
		payload,
		{ 'content-type': 'multipart/form-data; boundary=b' },
		`10.1.1.${Math.floor(asked / 50)}`,
	);
	const [, verdict = 'none', sentence = ''] =
		/data-verdict="([\w-]+)"[\s\S]*?<strong>([^<]+)<\/strong>/.exec(body) ?? [];
	return { status, verdict, sentence, body };
}

/** What a badge says: its canonical N-Quads, the claims of a JWT, or the JSON of an assertion. */
async function meaningOf(submission: Submission): Promise<unknown> {
	if (submission.kind === 'credential') return canonicalise(submission.credential);
	if (submission.kind === 'jwt') return openJwt(submission.token)?.payload;
	return submission.kind === 'assertion' ? submission.assertion : undefined;
}

test('undamaged they are all valid, pasted or uploaded', async () => {
	for (const { name, bytes } of [...forms, endorsed]) {
		expect([name, (await handIn(bytes, 'upload')).verdict]).toEqual([name, 'valid']);
		if (name !== 'png') expect([name, (await handIn(bytes, 'paste')).verdict]).toEqual([name, 'valid']);
	}
});

test(`of ${MUTATIONS} damaged badges each comes to a sentence, and none is valid that says something else`, async () => {
	const verdicts = new Map<string, number>();
	const random = seeded('badges');
	// A picture holds two badges: when one is gone, the other is still good.
	const meanings: unknown[] = [];
	for (const { bytes } of [...forms, endorsed]) meanings.push(await meaningOf(await readFile(bytes)));
	for (let count = 0; count < MUTATIONS; count++) {
		// What others say in it is signed as well, which takes three times as long.
		const form = (count % 20 ? forms[count % forms.length] : undefined) ?? endorsed;
		const badge = damaged(form, random);
		const as = random() < 0.5 ? 'paste' : 'upload';
		const { status, verdict, sentence, body } = await handIn(badge, as);
		const about = { count, name: form.name, as };
		expect({ ...about, status, isSaid: /^\p{L}[^_]+\.$/u.test(sentence) }).toEqual({
			...{ ...about, status: 200, isSaid: true },
		});
		expect(body).not.toMatch(/<script>|verification\./);
		verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
		if (verdict !== 'valid') continue;
		const read = as === 'paste' ? readText(badge.toString()) : await readFile(badge);
		const said = await meaningOf(read);
		expect({ ...about, same: meanings.some((meant) => isSame(said, meant)) }).toEqual({
			...about,
			same: true,
		});
	}
	expect(verdicts.get('altered')).toBeGreaterThan(100);
	expect(verdicts.get('unreadable')).toBeGreaterThan(100);
}, 300_000);
