import { expect } from '@jest/globals';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { contextOf } from '../../src/credentials/contexts.js';
import { decodeStatusList, getStatus } from '../../src/credentials/status-list.js';
import type { TestSite } from './app.js';
import type { SignedIn } from './cast.js';
import type { Person } from './person.js';

interface SomeCourse {
	id: number;
	href: string;
}

/** Designs and publishes the course's badge through its pages. */
export async function publishBadge(
	organiser: Person,
	course: SomeCourse,
	fields: Record<string, string> = {},
): Promise<void> {
	await organiser.visit(`${course.href}/badge/edit`);
	await organiser.submit(`${course.href}/badge`, fields);
	const answer = await organiser.submit(`${course.href}/badge/publication`);
	expect(answer.text).toContain('The badge is published.');
}

/** Ticks each of the tasks, whose addresses are given, with what is handed in for them. */
export async function finish(
	person: Person,
	tasks: readonly string[],
	proof: Record<string, string> = {},
): Promise<void> {
	for (const task of tasks) {
		await person.visit(task);
		const answer = await person.submit(`${task}/completion`, proof);
		expect(answer.status).toBe(200);
	}
}

export interface StoredAward {
	id: string;
	publicId: string;
	number: number;
	list: number;
	index: number;
}

/** The awards of a person in a course, as the database has them. */
export function awardsIn(site: TestSite, course: SomeCourse, person: SignedIn): Promise<StoredAward[]> {
	return site.db.query<StoredAward>(
		`SELECT a.id, b.public_id AS "publicId", v.number, a.status_list_id AS list, a.status_index AS index
		FROM awards a JOIN badges b ON b.id = a.badge_id JOIN badge_versions v ON v.id = a.badge_version_id
		WHERE b.course_id = $1 AND a.user_id = $2`,
		[course.id, person.id],
	);
}

export async function theAward(site: TestSite, course: SomeCourse, person: SignedIn): Promise<StoredAward> {
	const [award, ...others] = await awardsIn(site, course, person);
	if (!award || others.length > 0) throw new Error('There should be one award.');
	return award;
}

/** A JSON document as a machine gets it that knows nothing but the address. */
export async function fetchJson<T = Record<string, unknown>>(site: TestSite, url: string): Promise<T> {
	const path = url.replace(site.config.publicUrl, '');
	const answer = await site.visitor().request('GET', path, undefined, { accept: 'application/json' });
	if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}.`);
	return JSON.parse(answer.body) as T;
}

interface DidDocument {
	id: string;
	verificationMethod: { id: string }[];
}

/** A stranger with an independent library, who follows the addresses in the credential to our site. */
export async function isVerified(site: TestSite, credential: object, now = new Date()): Promise<boolean> {
	const load = async (url: string): Promise<object> => {
		if (!url.startsWith('did:web:localhost%3A3000')) return contextOf(url);
		const [id = ''] = url.split('#');
		const path = id.split(':').slice(3).join('/') || '.well-known';
		const did = await fetchJson<DidDocument>(site, `/${path}/did.json`);
		if (url === did.id) return did;
		const method = did.verificationMethod.find(({ id }) => id === url);
		if (!method) throw new Error(`The issuer has no key ${url}.`);
		return { '@context': 'https://w3id.org/security/multikey/v1', ...method };
	};
	const result = await vc.verifyCredential({
		credential,
		suite: new DataIntegrityProof({ cryptosuite }),
		documentLoader: async (url) => ({ contextUrl: null, documentUrl: url, document: await load(url) }),
		checkStatus: async () => ({ verified: true }),
		now,
	});
	return result.verified;
}

interface WithStatus {
	credentialStatus: { statusListCredential: string; statusListIndex: string };
}

/** Looks the credential up in its signed status list. */
export async function isRevoked(site: TestSite, { credentialStatus }: WithStatus): Promise<boolean> {
	const list = await fetchJson<{ credentialSubject: { encodedList: string } }>(
		site,
		credentialStatus.statusListCredential,
	);
	expect(await isVerified(site, list)).toBe(true);
	const bits = decodeStatusList(list.credentialSubject.encodedList);
	if (!bits) throw new Error('The status list cannot be read.');
	return getStatus(bits, Number(credentialStatus.statusListIndex));
}
