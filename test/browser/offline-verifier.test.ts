import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { badgePicture } from '../../src/credentials/badge-picture.js';
import { bakePng } from '../../src/credentials/bake-png.js';
import { bakeSvg } from '../../src/credentials/bake-svg.js';
import { svgToPng } from '../../src/credentials/svg-to-png.js';
import { OfflineVerifier } from '../../src/verification/offline-verifier.service.js';
import { TestSite } from '../support/app.js';
import { finish, publishBadge, theAward } from '../support/badges.js';
import { cast } from '../support/cast.js';
import { launchBrowser } from '../support/chromium.js';
import { publishedCourse } from '../support/courses.js';
import { AWARD_KINDS, ForeignIssuer } from '../support/foreign-issuer.js';
import { addTasks, joined } from '../support/tasks.js';

const issuer = new ForeignIssuer();
const award = issuer.facts(AWARD_KINDS.endorsed);
const svg = badgePicture({ shape: 'star', colour: 'sky', icon: 'star', title: 'A star' });
let folder: string;
let browser: Browser;
let page: Page;
const requests: string[] = [];
const problems: string[] = [];

/** Pictures of an award, as its earner took them along before the site was gone. */
const kept: Buffer[] = [];
let keptPage: string;

async function siteThatWas(): Promise<void> {
	const site = await TestSite.start();
	const { ana, ben } = await cast(site);
	const course = await publishedCourse(site, ana, { title: 'Knots' });
	const [task] = await addTasks(site, ana, course, ['Bowline']);
	await publishBadge(ana, course, { name: 'Knotter' });
	await joined(site, ben, course);
	await finish(ben, [`${course.href}/tasks/${task}`]);
	await site.drainJobs();
	const { id } = await theAward(site, course, ben);
	for (const type of ['png', 'svg'])
		kept.push((await ben.request('GET', `/awards/${id}/image.${type}`)).bytes);
	keptPage = (await site.visitor().request('GET', '/verify/offline.html')).body;
	await site.close();
}

beforeAll(async () => {
	await siteThatWas();
	folder = mkdtempSync(join(tmpdir(), 'kunlerni-offline-'));
	writeFileSync(join(folder, 'check.html'), keptPage);
	browser = await launchBrowser();
	const context = await browser.newContext({ locale: 'en-GB', offline: true });
	page = await context.newPage();
	page.on('request', (request) => requests.push(request.url()));
	page.on('pageerror', (error) => problems.push(error.message));
	page.on('console', (message) => problems.push(message.text()));
	await page.goto(`file://${join(folder, 'check.html')}`);
}, 60_000);
afterAll(async () => {
	await browser.close();
	rmSync(folder, { recursive: true });
});

async function drop(...files: (object | string | Buffer)[]) {
	await page.evaluate(`document.querySelector('#result').replaceChildren()`);
	await page.setInputFiles(
		'#files',
		files.map((file, index) => ({
			name: `file-${index}`,
			mimeType: 'application/octet-stream',
			buffer: Buffer.isBuffer(file)
				? file
				: Buffer.from(typeof file === 'string' ? file : JSON.stringify(file)),
		})),
	);
	await page.waitForSelector('#result .sentence');
	const result = page.locator('#result');
	return { verdict: await result.getAttribute('data-verdict'), text: await result.innerText() };
}

async function evidence(revoked: readonly number[] = []) {
	const list = await issuer.publishStatus(revoked);
	const did = JSON.parse(
		(await issuer.look('https://badges.example/.well-known/did.json'))?.text ?? '{}',
	) as object;
	return {
		did,
		list,
		pack: { type: 'KunlerniEvidence', collectedAt: '2026-03-05T00:00:00Z', documents: [did, list] },
	};
}

test('a picture that carries its evidence is enough', async () => {
	const { pack } = await evidence();
	const credential = await issuer.sign(award);
	const baking = { credential, evidence: pack };
	for (const picture of [bakePng(svgToPng(svg, 64), baking), bakeSvg(svg, baking)]) {
		const { verdict, text } = await drop(picture);
		expect([verdict, problems]).toEqual(['valid', []]);
		for (const words of [
			'valid if the key below',
			'2 March 2026',
			issuer.key.keyId,
			'Badges Example',
			'(2/2)',
		])
			expect(text).toContain(words);
	}
});

test('pictures that people took along from a site are still good when it is gone', async () => {
	expect(kept).toHaveLength(2);
	for (const picture of kept) {
		const { verdict, text } = await drop(picture);
		expect(verdict).toBe('valid');
		for (const words of ['Knotter', 'localhost:3000', 'Revocation as of']) expect(text).toContain(words);
		const changed = Buffer.from(
			picture.toString('latin1').replace('"name":"Knotter"', '"name":"Master!"'),
			'latin1',
		);
		expect((await drop(changed)).verdict).not.toBe('valid');
	}
});

test('documents dropped beside a JSON or JWT do as well; without them nothing is believed', async () => {
	const { did, list, pack } = await evidence();
	const credential = await issuer.sign(award);
	expect((await drop(credential, did, list)).verdict).toBe('valid');
	expect((await drop(did, list, await issuer.jwt(award))).verdict).toBe('valid');
	expect((await drop({ ...pack, credential })).verdict).toBe('valid');
	expect((await drop(credential)).verdict).toBe('unknown-issuer');
	expect((await drop(credential, did)).verdict).toBe('unsure');
});

test('what was changed is altered, what was revoked is revoked', async () => {
	const { pack } = await evidence();
	const credential = await issuer.sign(award);
	expect((await drop({ ...pack, credential: { ...credential, name: 'Master' } })).verdict).toBe('altered');
	const token = await issuer.jwt(award);
	expect((await drop({ ...pack, credential: token.replace(/.{9}$/, 'AAAAAAAAA') })).verdict).toBe('altered');
	const revoked = await evidence([award.status.index]);
	expect((await drop({ ...revoked.pack, credential })).verdict).toBe('revoked');
	const [, list] = revoked.pack.documents as [object, { credentialSubject: object }];
	const cleared = {
		...list,
		credentialSubject: { ...list.credentialSubject, encodedList: 'uH4sIAAAAAAAAAw' },
	};
	expect((await drop({ ...revoked.pack, documents: [revoked.did, cleared], credential })).verdict).toBe(
		'altered',
	);
});

test('the key that was expected is compared, and the e-mail address', async () => {
	const { pack } = await evidence();
	const credential = await issuer.sign(award);
	await page.fill('#key', issuer.key.keyId);
	for (const words of ['This badge is valid.', 'the one that you expected'])
		expect((await drop({ ...pack, credential })).text).toContain(words);
	await page.fill('#key', 'z6MkotherKey');
	expect((await drop({ ...pack, credential })).verdict).toBe('altered');
	await page.fill('#key', '');
	await page.fill('#email', 'cleo@learn.example');
	expect((await drop({ ...pack, credential })).verdict).toBe('other-recipient');
	await page.fill('#email', '');
});

test('nothing was asked of any network, and a page that tried could not', async () => {
	expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
	expect(problems).toEqual([]);
	const html = (await new OfflineVerifier().page()).html;
	expect(html).toContain(`content="default-src 'none';`);
	expect(html).not.toMatch(/<(link|img|iframe|script[^>]+src)\b/);
});
