import { PINNED_CONTEXTS } from '../credentials/contexts.js';
import { isDate, issuerIdOf, shapeProblem } from './credential-shape.js';
import { checkDates } from './dates.js';
import { type Check, type Claim, type Finding, unreadable, verdictOf } from './finding.js';
import { examineAssertion } from './hosted.js';
import { checkJwt, contradiction, openJwt } from './jwt.js';
import { isObject, type JsonObject, type Library, listOf, textOf } from './library.js';
import { checkIdentifiers } from './recipient.js';
import { type Authorship, checkSignature } from './signature.js';
import { checkStatus } from './status.js';
import type { Submission } from './submission.js';

export interface Question {
	library: Library;
	now: Date;
	/** Whose badge it should be. */
	email?: string | undefined;
}

const MAX_ENDORSEMENTS = 20;

/** Judges a badge of anybody's. Never throws for what was submitted; an `url` must have been opened before. */
export async function examine(submission: Submission, question: Question): Promise<Finding> {
	switch (submission.kind) {
		case 'problem':
			return unreadable(submission.problem);
		case 'url':
			return unreadable('needs-network', submission.url);
		case 'assertion':
			return examineAssertion(submission.assertion, question);
		case 'jwt':
			return examineJwt(submission.token, question);
		case 'credential':
			return examineCredential(submission.credential, question);
	}
}

async function examineCredential(credential: JsonObject, question: Question): Promise<Finding> {
	const problem = shapeProblem(credential);
	if (problem) return unreadable(problem.why, problem.about);
	const foreign = listOf(credential['@context']).find((url) => !PINNED_CONTEXTS.has(String(url)));
	if (foreign !== undefined) return unreadable('context', String(foreign));
	const author = await checkSignature(credential, question.library, question.now);
	return conclude('ob3', credential, author, question);
}

async function examineJwt(token: string, question: Question): Promise<Finding> {
	const opened = openJwt(token);
	if (!opened) return unreadable('jwt');
	const problem = shapeProblem(opened.credential);
	if (problem) return unreadable(problem.why, problem.about);
	const author = await checkJwt(opened, question.library);
	const other = contradiction(opened);
	const contradicted: Check[] = other
		? [{ name: 'content', outcome: 'failed', why: 'contradiction', about: other }]
		: [];
	return conclude('ob3-jwt', opened.credential, author, question, contradicted);
}

async function conclude(
	format: 'ob3' | 'ob3-jwt',
	credential: JsonObject,
	{ issuer, signature, key }: Authorship,
	{ library, now, email }: Question,
	found: readonly Check[] = [],
): Promise<Finding> {
	const dates = (...names: string[]) => names.map((name) => credential[name]).filter(isDate);
	const subject = credential['credentialSubject'];
	const status = await checkStatus(credential, library, now);
	const checks: Check[] = [
		signature,
		issuer,
		...found,
		checkDates(dates('validFrom', 'issuanceDate'), dates('validUntil', 'expirationDate'), now),
		status.check,
		await checkIdentifiers(isObject(subject) ? subject['identifier'] : undefined, email),
		...(await checkEndorsements(credential, library, now)),
	];
	return {
		verdict: verdictOf(checks),
		format,
		checks,
		claim: claimOf(credential),
		...(key && { key }),
		...(status.date && { statusDate: status.date }),
		...(status.keys && { statusKeys: status.keys }),
	};
}

/** What others say about the award is signed by them; the award itself does not depend on it. */
async function checkEndorsements(credential: JsonObject, library: Library, now: Date): Promise<Check[]> {
	const endorsements = listOf(credential['endorsement']).filter(isObject).slice(0, MAX_ENDORSEMENTS);
	if (endorsements.length === 0) return [];
	let genuine = 0;
	for (const endorsement of endorsements) {
		const isAbout =
			isObject(endorsement['credentialSubject']) &&
			endorsement['credentialSubject']['id'] === credential['id'];
		const { signature } = await checkSignature(endorsement, library, now);
		if (isAbout && signature.outcome === 'passed') genuine += 1;
	}
	const all = genuine === endorsements.length;
	return [
		{
			name: 'endorsements',
			outcome: all ? 'passed' : 'failed',
			why: all ? 'genuine' : 'false',
			about: `${genuine}/${endorsements.length}`,
		},
	];
}

function claimOf(credential: JsonObject): Claim {
	const subject = credential['credentialSubject'];
	const achievement = isObject(subject) && isObject(subject['achievement']) ? subject['achievement'] : {};
	const issuer = credential['issuer'];
	const criteria = achievement['criteria'];
	const validFrom = textOf(credential['validFrom']) ?? textOf(credential['issuanceDate']);
	const validUntil = textOf(credential['validUntil']) ?? textOf(credential['expirationDate']);
	const page = isObject(criteria) ? textOf(criteria['id']) : undefined;
	return {
		name: textOf(achievement['name']) ?? '',
		description: textOf(achievement['description']) ?? '',
		issuerName: (isObject(issuer) && textOf(issuer['name'])) || '',
		issuerId: issuerIdOf(credential) ?? '',
		...(validFrom && { validFrom }),
		...(validUntil && { validUntil }),
		...(page && { page }),
	};
}
