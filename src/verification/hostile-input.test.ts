import { beforeAll, expect, test } from '@jest/globals';
import { AWARD_KINDS, ForeignIssuer, seeded } from '../../test/support/foreign-issuer.js';
import { badgePicture } from '../credentials/badge-picture.js';
import { bakePng } from '../credentials/bake-png.js';
import { bakeSvg } from '../credentials/bake-svg.js';
import { canonicalise } from '../credentials/proof-check.js';
import { svgToPng } from '../credentials/svg-to-png.js';
import { examine } from './examine.js';
import { openJwt } from './jwt.js';
import { isSame } from './library.js';
import { readFile, type Submission } from './submission.js';

const MUTATIONS = 1_000;
const now = new Date('2026-06-01T12:00:00Z');
const issuer = new ForeignIssuer();
const originals: { name: string; bytes: Buffer }[] = [];

beforeAll(async () => {
	await issuer.publishStatus();
	const award = issuer.facts(AWARD_KINDS.completion);
	const credential = await issuer.sign(award);
	const assertion = issuer.publishAssertion(award);
	const svg = badgePicture({ shape: 'circle', colour: 'plum', icon: 'star', title: 'A star' });
	originals.push(
		{ name: 'json', bytes: Buffer.from(JSON.stringify(credential)) },
		{
			name: 'endorsed',
			bytes: Buffer.from(JSON.stringify(await issuer.sign(issuer.facts(AWARD_KINDS.endorsed)))),
		},
		{ name: 'jwt', bytes: Buffer.from(await issuer.jwt(award)) },
		{ name: 'png', bytes: bakePng(svgToPng(svg, 32), { credential }) },
		{ name: 'svg', bytes: Buffer.from(bakeSvg(svg, { credential })) },
		{ name: 'assertion', bytes: Buffer.from(JSON.stringify(assertion)) },
	);
});

/** Small and large damage, and the tricks of somebody who knows JSON. */
function mutate(bytes: Buffer, random: () => number): Buffer {
	const pick = (length: number) => Math.floor(random() * length);
	const at = pick(bytes.length);
	const copy = Buffer.from(bytes);
	switch (pick(7)) {
		case 0:
			copy.writeUInt8(pick(256), at);
			return copy;
		case 1:
			return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(40))]);
		case 2:
			return Buffer.concat([bytes.subarray(0, at), bytes.subarray(pick(bytes.length))]);
		case 3:
			return Buffer.concat([
				bytes.subarray(0, at),
				Buffer.from('"@graph":[{"x":null}],'),
				bytes.subarray(at),
			]);
		default:
			return mutateJson(bytes, random);
	}
}

/** Replaces, removes, renames, nests or repeats one member somewhere. */
function mutateJson(bytes: Buffer, random: () => number): Buffer {
	const text = bytes.toString('utf8');
	if (!text.startsWith('{')) return Buffer.concat([bytes, bytes]);
	const root: unknown = JSON.parse(text);
	const places: { holder: Record<string, unknown>; key: string }[] = [];
	const walk = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		const holder = value as Record<string, unknown>;
		for (const key of Object.keys(holder)) {
			places.push({ holder, key });
			walk(holder[key]);
		}
	};
	walk(root);
	const place = places[Math.floor(random() * places.length)];
	if (!place) return bytes;
	const { holder, key } = place;
	const old = holder[key];
	const strange = [
		null,
		[],
		{},
		[old],
		[old, old],
		{ '@value': old },
		{ '@id': old },
		`${String(old)} `,
		-1,
		true,
		Number.MAX_VALUE,
	];
	const choice = Math.floor(random() * (strange.length + 3));
	if (choice === strange.length) delete holder[key];
	else if (choice === strange.length + 1) {
		delete holder[key];
		holder[`https://www.w3.org/2018/credentials#${key}`] = old;
	} else if (choice === strange.length + 2) holder[`${key}Other`] = old;
	else holder[key] = strange[choice];
	return Buffer.from(JSON.stringify(root));
}

/** What a badge says: its canonical N-Quads, the claims of a JWT, or the JSON of an assertion. */
async function meaningOf(submission: Submission): Promise<unknown> {
	if (submission.kind === 'credential') return canonicalise(submission.credential);
	if (submission.kind === 'jwt') return openJwt(submission.token)?.payload;
	return submission.kind === 'assertion' ? submission.assertion : undefined;
}

test(`of ${MUTATIONS} damaged badges each comes to a finding, and none is valid that says something else`, async () => {
	const verdicts = new Map<string, number>();
	const random = seeded('badges');
	for (let count = 0; count < MUTATIONS; count++) {
		const original = originals[count % originals.length];
		if (!original) throw new Error('There is nothing to damage.');
		const submission = await readFile(mutate(original.bytes, random));
		const { verdict } = await examine(submission, { library: issuer, now, email: 'ben@learn.example' });
		verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
		if (verdict !== 'valid') continue;
		const meant = await meaningOf(await readFile(original.bytes));
		const said = await meaningOf(submission);
		expect({ count, name: original.name, same: isSame(said, meant) }).toEqual({
			count,
			name: original.name,
			same: true,
		});
	}
	expect(verdicts.get('altered')).toBeGreaterThan(100);
	expect(verdicts.get('unreadable')).toBeGreaterThan(100);
}, 120_000);

test('documents without end are refused in good time', async () => {
	const deep = `{"type":["VerifiableCredential"],"@context":["x"],"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
	const wide = JSON.stringify({
		type: ['VerifiableCredential'],
		'@context': ['x'],
		a: Array.from({ length: 60_000 }, () => ({})),
	});
	const twins = JSON.stringify({
		type: 'VerifiableCredential',
		'@context': [],
		a: Array.from({ length: 500 }, () => '1'),
	});
	for (const text of [deep, wide, twins]) {
		const start = performance.now();
		const finding = await examine(await readFile(Buffer.from(text)), { library: issuer, now });
		expect(finding.verdict).toBe('unreadable');
		expect(performance.now() - start).toBeLessThan(2_000);
	}
});
