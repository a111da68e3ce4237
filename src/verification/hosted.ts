import { isDate } from './credential-shape.js';
import { checkDates } from './dates.js';
import { type Check, type Claim, type Finding, unreadable, verdictOf } from './finding.js';
import { placeOf } from './issuer-document.js';
import { isObject, isSame, type JsonObject, type Library, listOf, parseObject, textOf } from './library.js';
import { checkRecipient2 } from './recipient.js';

const hosted = (outcome: Check['outcome'], why: string, about?: string): Check => ({
	name: 'hosted',
	outcome,
	why,
	...(about && { about }),
});

/**
 * Open Badges 2.0, hosted verification: the assertion is true as long as its own address serves the same, and the badge
 * and the issuer are of the same origin.
 */
export async function examineAssertion(
	assertion: JsonObject,
	{ library, now, email }: { library: Library; now: Date; email?: string | undefined },
): Promise<Finding> {
	const verification = assertion['verification'] ?? assertion['verify'];
	const kinds = isObject(verification) ? listOf(verification['type']) : [];
	if (kinds.some((kind) => kind === 'SignedBadge' || kind === 'signed')) return unreadable('signed-ob2');
	const id = textOf(assertion['id']);
	if (!id || !/^https?:\/\//.test(id) || !URL.canParse(id)) return unreadable('shape', 'id');
	const issuedOn = assertion['issuedOn'];
	const expires = assertion['expires'];
	if (assertion['revoked'] !== true && (!isDate(issuedOn) || (expires !== undefined && !isDate(expires))))
		return unreadable('shape', 'issuedOn');
	const { check, revoked } = await lookUp(assertion, id, library);
	const badge = await linked(assertion['badge'], library);
	const issuer = badge && (await linked(badge['issuer'], library));
	const checks: Check[] = [check, originCheck(id, badge, issuer), revoked];
	if (isDate(issuedOn)) checks.push(checkDates([issuedOn], isDate(expires) ? [expires] : [], now));
	checks.push(await checkRecipient2(assertion['recipient'], email));
	const claim = badge && claimOf(assertion, badge, issuer);
	return { verdict: verdictOf(checks), format: 'ob2', checks, ...(claim && { claim }) };
}

async function lookUp(
	assertion: JsonObject,
	id: string,
	library: Library,
): Promise<{ check: Check; revoked: Check }> {
	const status = (outcome: Check['outcome'], why: string): Check => ({ name: 'status', outcome, why });
	const answer = await library.look(id);
	const there = answer && parseObject(answer.text);
	if (answer?.status === 410 || (answer?.status === 200 && there?.['revoked'] === true))
		return { check: hosted('passed', 'withdrawn', id), revoked: status('failed', 'revoked') };
	if (!answer)
		return { check: hosted('unchecked', 'unreachable', id), revoked: status('unchecked', 'unreachable') };
	if (answer.status !== 200 || !there)
		return { check: hosted('failed', 'gone', id), revoked: status('unchecked', 'unreachable') };
	if (!isSame(there, assertion))
		return { check: hosted('failed', 'different', id), revoked: status('passed', 'good') };
	return { check: hosted('passed', 'same', id), revoked: status('passed', 'good') };
}

/** The badge or issuer behind an address, or written out: then its own address has the last word, if it says anything. */
async function linked(value: unknown, library: Library): Promise<JsonObject | undefined> {
	const written = isObject(value) ? value : undefined;
	const url = textOf(written ? written['id'] : value);
	if (!url || !/^https?:\/\//.test(url)) return written;
	const answer = await library.look(url);
	const there = answer?.status === 200 ? parseObject(answer.text) : undefined;
	return !written || there?.['id'] === url ? there : written;
}

function originCheck(id: string, badge: JsonObject | undefined, issuer: JsonObject | undefined): Check {
	const of = (outcome: Check['outcome'], why: string, about: string): Check => ({
		name: 'issuer',
		outcome,
		why,
		about,
	});
	const { origin, host } = new URL(id);
	if (!badge || !issuer) return of('failed', 'unreachable', host);
	const ids = [badge['id'], issuer['id']].map((each) => textOf(each) ?? '');
	const isOne =
		ids.every((each) => URL.canParse(each) && new URL(each).origin === origin) && isWithin(id, issuer);
	if (!isOne) return of('failed', 'mismatch', ids.join(' '));
	// That both are of one host says no more than that, unless the issuer says which part of it is theirs.
	const isNarrow = isObject(issuer['verification']) && 'startsWith' in issuer['verification'];
	return of('passed', 'domain', isNarrow ? placeOf(ids[1] ?? id) : host);
}

/** Whether an assertion is where its issuer says that its assertions are: on hosts that many share, not all are. */
function isWithin(id: string, { verification }: JsonObject): boolean {
	const { startsWith, allowedOrigins } = isObject(verification) ? verification : {};
	const url = new URL(id);
	const isBelow = (start: unknown) => typeof start === 'string' && url.href.startsWith(start);
	const isHost = (host: unknown) => host === url.host || host === url.origin;
	return (
		(startsWith === undefined || listOf(startsWith).some(isBelow)) &&
		(allowedOrigins === undefined || listOf(allowedOrigins).some(isHost))
	);
}

function claimOf(assertion: JsonObject, badge: JsonObject, issuer: JsonObject | undefined): Claim {
	const criteria = badge['criteria'];
	const page = textOf(isObject(criteria) ? criteria['id'] : criteria);
	const { issuedOn: validFrom, expires: validUntil } = assertion;
	return {
		name: textOf(badge['name']) ?? '',
		description: textOf(badge['description']) ?? '',
		issuerName: textOf(issuer?.['name']) ?? '',
		issuerId: textOf(issuer?.['id']) ?? textOf(badge['issuer']) ?? '',
		...(isDate(validFrom) && { validFrom }),
		...(isDate(validUntil) && { validUntil }),
		...(page && { page }),
	};
}
