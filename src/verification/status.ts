import { issuerIdOf, MAX_STATUS_ENTRIES, wordingProblem } from './credential-shape.js';
import { decodeBase64Url, unpack } from './encodings.js';
import type { Check } from './finding.js';
import { checkJwt, isJwt, openJwt } from './jwt.js';
import { isObject, type JsonObject, type Library, listOf, parseObject, textOf } from './library.js';
import { checkSignature } from './signature.js';

export interface StatusCheck {
	check: Check;
	/** When the list was signed that was looked into. */
	date?: string;
	/** What the keys are that signed the lists, see keyName. */
	keys?: readonly string[];
}

const ENTRIES = new Set(['BitstringStatusListEntry', 'StatusList2021Entry']);
const LISTS = new Set(['BitstringStatusListCredential', 'StatusList2021Credential']);
/** Of a list with all that may stand around it; each has to be canonicalised. */
const MAX_VALUES = 300;
const MAX_BYTES = 4 * 1024 * 1024;

const found = (outcome: Check['outcome'], why: string, date?: string): StatusCheck => ({
	check: { name: 'status', outcome, why, ...(date && { about: date }) },
	...(date && { date }),
});

/** Looks a credential up in the status lists that it names; a list counts only if the same issuer signed it. */
export async function checkStatus(credential: JsonObject, library: Library, now: Date): Promise<StatusCheck> {
	const entries = listOf(credential['credentialStatus']);
	if (entries.length === 0) return found('passed', 'none');
	if (entries.length > MAX_STATUS_ENTRIES) return found('unchecked', 'unsupported');
	// In whatever order they stand: what one list says outright counts before what another leaves open.
	let result = found('passed', 'none');
	const keys = new Set<string>();
	for (const entry of entries) {
		const one = await checkEntry(entry, issuerIdOf(credential) ?? '', library, now);
		if (one.check.outcome === 'failed') return one;
		for (const key of one.keys ?? []) keys.add(key);
		if (result.check.outcome === 'passed') result = one;
	}
	return { ...result, keys: [...keys] };
}

async function checkEntry(entry: unknown, issuer: string, library: Library, now: Date): Promise<StatusCheck> {
	if (!isObject(entry) || !ENTRIES.has(String(entry['type']))) return found('unchecked', 'unsupported');
	const { statusPurpose: purpose, statusListIndex, statusListCredential } = entry;
	if (purpose !== 'revocation' && purpose !== 'suspension') return found('unchecked', 'unsupported');
	if ('statusSize' in entry && entry['statusSize'] !== 1) return found('unchecked', 'unsupported');
	const url = textOf(statusListCredential) ?? '';
	const index = /^\d{1,9}$/.test(String(statusListIndex)) ? Number(statusListIndex) : -1;
	const answer = await library.look(url);
	if (answer?.status !== 200) return found('unchecked', 'unreachable');
	const genuine = await genuineList(answer.text, issuer, library, now);
	if (genuine === 'unchecked') return found('unchecked', 'unproven');
	if (genuine === 'forged') return found('failed', 'forged');
	const { list, key } = genuine;
	const subject = list['credentialSubject'];
	if (list['id'] !== undefined && list['id'] !== url) return found('failed', 'forged');
	if (!isObject(subject) || !listOf(subject['statusPurpose']).includes(purpose))
		return found('failed', 'forged');
	const until = textOf(list['validUntil']);
	const date = textOf(list['validFrom']) ?? textOf(list['issuanceDate']);
	if (until && now.getTime() >= Date.parse(until)) return found('unchecked', 'stale', until);
	const encoded = textOf(subject['encodedList']) ?? '';
	const packed = decodeBase64Url(
		entry['type'] === 'BitstringStatusListEntry' ? encoded.replace(/^u/, '') : encoded,
	);
	const bits = packed && (await unpack(packed, 'gzip', MAX_BYTES));
	const byte = index < 0 ? undefined : bits?.[index >> 3];
	if (byte === undefined) return found('failed', 'forged');
	if ((byte & (0x80 >> (index & 7))) !== 0)
		return found('failed', purpose === 'suspension' ? 'suspended' : 'revoked', date);
	// An old list that came along says nothing of today.
	const good = answer.isCarried ? found('unchecked', 'carried', date) : found('passed', 'good', date);
	return { ...good, ...(key && { keys: [key] }) };
}

async function genuineList(
	text: string,
	issuer: string,
	library: Library,
	now: Date,
): Promise<{ list: JsonObject; key: string | undefined } | 'forged' | 'unchecked'> {
	const jwt = isJwt(text.trim()) ? openJwt(text.trim()) : undefined;
	const list = jwt?.credential ?? parseObject(text, MAX_VALUES);
	if (!list || issuerIdOf(list) !== issuer) return 'forged';
	if (!listOf(list['type']).some((type) => LISTS.has(String(type)))) return 'forged';
	if (!jwt && wordingProblem(list)) return 'unchecked';
	const { signature, key } = jwt ? await checkJwt(jwt, library) : await checkSignature(list, library, now);
	if (signature.outcome === 'unchecked') return 'unchecked';
	return signature.outcome === 'passed' ? { list, key } : 'forged';
}
