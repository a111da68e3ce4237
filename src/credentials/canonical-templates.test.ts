import { describe, expect, it } from '@jest/globals';
import { seeded } from '../../test/support/foreign-issuer.js';
import type { AwardFacts } from './award-facts.js';
import { sampleAward, sampleReviewedAward, sampleSigningKey } from './award.sample.js';
import { canonicaliseAlike } from './canonical-templates.js';
import { CREDENTIALS_V2, contextOf, OPEN_BADGES_V3 } from './contexts.js';
import { issueCredential } from './issue-credential.js';
import { buildEndorsement } from './endorsement.js';
import { buildCredential } from './open-badge-3.js';
import { canonicalise } from './proof-check.js';
import { buildStatusListCredential, emptyStatusList } from './status-list.js';

const random = seeded('alike');
const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const several = <T>(most: number, make: (index: number) => T): T[] =>
	Array.from({ length: Math.floor(random() * (most + 1)) }, (_, index) => make(index));

const TEXTS = [
	...['', ' ', 'a', '"', '\\', '\n\r\t', '\u0000\u0007\u001f\u007f', ']]>', '<b>&amp;</b>', '{"@id":"x"}'],
	...[
		'@id',
		'@type',
		'@value',
		'@none',
		'@json',
		'_:b0',
		'_:c14n0',
		'Badge',
		'type',
		'id',
		'obi:x',
		'xsd:string',
	],
	...[
		'č ñ é',
		'e\u0301',
		'日本語',
		'\u202eright to left',
		'👩🏽‍🎓',
		'\ud800',
		'\udc00x',
		'\ufeff',
		'x'.repeat(5_000),
	],
	...['__proto__', 'constructor', 'toString', '0', '-0', '1e400', 'null', 'true', '2026-03-01T10:20:30Z'],
	...[
		'https://a.example/',
		'https://a.example/ b',
		'http://',
		'did:web:a.example',
		'urn:uuid:x',
		'urn:x',
		'//a/b',
	],
	...[
		'/a',
		'#a',
		'?a',
		'a:b',
		'mailto:a@b.example',
		'javascript:x',
		'https://a.example/<>',
		'https://é.example/ü',
	],
	...['https://a.example/%', 'HTTPS://A.example', 'text 0', 'https://a.example\\b', CREDENTIALS_V2],
];
const text = () => (random() < 0.8 ? any(TEXTS) : any(TEXTS) + any(TEXTS));
/** Mostly as it should be, so that not every document is refused for its addresses. */
const url = () => (random() < 0.97 ? `https://a.example/${Math.floor(random() * 4)}` : text());

function anyAward(): AwardFacts {
	const rubric = several(3, () => ({
		name: text(),
		levels: [text(), text(), ...several(2, text)],
		required: 1,
	}));
	return {
		...sampleAward,
		issuer: {
			...sampleAward.issuer,
			name: text(),
			email: text(),
			...(random() < 0.3 && { imageUrl: url() }),
		},
		badge: {
			...{ ...sampleAward.badge, name: text(), description: text(), language: any(['en', 'es', text()]) },
			...{ criteria: { url: url(), narrative: text() }, image: { url: url(), caption: text() } },
			...{ tags: several(4, text), rubric },
		},
		recipient: { email: text(), salt: text() },
		...(random() < 0.5 && { validUntil: new Date(1e12 * random()) }),
		achievedLevels: random() < 0.5 ? rubric.map(() => any([0, 1])) : [],
		evidence: several(3, () => ({
			...{ url: url(), name: text() },
			...(random() < 0.5 && { description: text() }),
			...(random() < 0.5 && { narrative: text() }),
		})),
	};
}

async function outcome(work: Promise<string>): Promise<string> {
	return work.catch((error: unknown) => {
		const { name, message, details } = error as Error & {
			details?: { code?: string; event?: { code: string } };
		};
		return `${name}: ${message} ${details?.code ?? ''} ${details?.event?.code ?? ''}`;
	});
}

async function alike(document: object): Promise<string> {
	const expected = await outcome(canonicalise(document));
	// The second time the template is there, whoever was first.
	for (const _ of ['learning', 'knowing']) expect(await outcome(canonicaliseAlike(document))).toBe(expected);
	return expected;
}

describe('canonicalising what is alike gives what canonicalising gives', () => {
	it('for awards with whatever texts, results and evidence', async () => {
		let signable = 0;
		for (let n = 0; n < 25; n++) if ((await alike(buildCredential(anyAward()))).startsWith('<')) signable++;
		expect(signable).toBeGreaterThan(8);
	});

	it('for endorsements, and for awards with signed ones in them', async () => {
		for (let n = 0; n < 3; n++) {
			const comments = several(3, () => ({
				name: text() || 'x',
				comment: text() || 'x',
				at: new Date(1e12),
			}));
			for (const [index, each] of comments.entries())
				expect(await alike(buildEndorsement(sampleAward, each, index + 1))).toMatch(/^</);
			const endorsements = comments.map(({ name, comment, at }) => ({
				name: name.trim() || 'x',
				comment,
				at,
			}));
			const { proof, ...unsigned } = await issueCredential(
				{ ...sampleReviewedAward, endorsements },
				sampleSigningKey,
				new Date(),
			);
			expect(await alike(unsigned)).toMatch(/^</);
			const { proofValue: _, ...options } = proof[0];
			expect(await alike({ ...options, '@context': unsigned['@context'] })).toMatch(/^_:c14n0 </);
		}
	});

	it('for status lists, and for two values that are the same', async () => {
		const facts = {
			url: 'https://a.example/status/1',
			issuer: 'did:web:a.example',
			validFrom: new Date(1e12),
		};
		expect(await alike(buildStatusListCredential({ ...facts, bits: emptyStatusList() }))).toMatch(/^</);
		const { badge } = sampleAward;
		for (const tags of [
			['a', 'b'],
			['a', 'a'],
		])
			await alike(buildCredential({ ...sampleAward, badge: { ...badge, tags } }));
		const evidence = (other: string) => [
			{ url: 'https://a.example/1', name: 'One' },
			{ url: other, name: 'Two' },
		];
		for (const other of ['https://a.example/2', 'https://a.example/1', sampleAward.origin])
			await alike(buildCredential({ ...sampleAward, evidence: evidence(other) }));
	});

	it('where a context does more with a value than to carry it over', async () => {
		const terms = {
			kind: { '@id': 'https://v.example/kind', '@type': '@vocab' },
			place: { '@id': 'https://v.example/place', '@type': '@id' },
			Gold: 'https://v.example/Gold',
			did: { '@id': 'https://v.example/did/', '@prefix': true },
		};
		const document = {
			'@context': [CREDENTIALS_V2, terms],
			id: 'urn:uuid:1',
			type: ['VerifiableCredential'],
		};
		const values = ['x', 'Gold', 'https://v.example/x', 'did:web:x', 'did:x', '_:b0'];
		const outcomes: string[] = [];
		for (const term of ['kind', 'place', 'name'])
			for (const value of [...values, ...values]) outcomes.push(await alike({ ...document, [term]: value }));
		expect(outcomes.join()).toContain('<https://v.example/did/web:x>');
		expect(outcomes.join()).toContain('<https://v.example/Gold>');
	});

	it('for keys that mean something to JSON-LD, to JavaScript or to nobody', async () => {
		const good = buildCredential(sampleAward);
		const { achievement: _, ...subject } = good.credentialSubject;
		const { '@context': context, id, type } = good;
		const small = { '@context': context, id, type, credentialSubject: subject };
		await alike(small);
		const keys = ['@id', '@type', '@context', '@graph', '@value', '@reverse', '@index', '@language', '@nest'];
		keys.push(
			'__proto__',
			'constructor',
			'toString',
			'nmae',
			'id ',
			'',
			'https://a.example/term',
			'holder',
			'type',
		);
		for (const key of keys)
			for (const value of ['x', ['https://a.example/']]) {
				const hostile = JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`);
				await alike({ ...small, ...Object.fromEntries(Object.entries(hostile)) });
				await alike({ ...small, credentialSubject: { ...subject, identifier: [hostile] } });
			}
		const misspelt = await alike({ ...small, credentialSubject: { ...subject, nmae: 'x' } });
		expect(misspelt).toContain('Safe mode');
	});
});

it('no context of ours makes a prefix of a scheme, or gives a meaning to a whole address', async () => {
	const terms = (node: object): string[] =>
		Object.entries(node).flatMap(([name, value]) => [
			name,
			...(typeof value === 'object' && value !== null ? terms(value) : []),
		]);
	for (const context of [CREDENTIALS_V2, OPEN_BADGES_V3]) {
		const all = terms(await contextOf(context));
		expect(all.length).toBeGreaterThan(50);
		expect(all.filter((term) => term.includes(':') || /^(https?|urn|did)$/.test(term))).toEqual([]);
	}
});
