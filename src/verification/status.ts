import { issuerIdOf } from './credential-shape.js';
import { decodeBase64Url, unpack } from './encodings.js';
import type { Check } from './finding.js';
import { checkJwt, isJwt, openJwt } from './jwt.js';
import { isObject, type JsonObject, type Library, listOf, parseObject, textOf } from './library.js';
import { checkSignature } from './signature.js';

export interface StatusCheck {
	check: Check;
	/** When the list was signed that was looked into. */
	date?: string;
}

const ENTRIES = new Set(['BitstringStatusListEntry', 'StatusList2021Entry']);
const LISTS = new Set(['BitstringStatusListCredential', 'StatusList2021Credential']);
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_ENTRIES = 4;

const found = (outcome: Check['outcome'], why: string, date?: string): StatusCheck => ({
	check: { name: 'status', outcome, why, ...(date && { about: date }) },
	...(date && { date }),
});

/** Looks a credential up in the status lists that it names; a list counts only if the same issuer signed it. */
export async function checkStatus(credential: JsonObject, library: Library, now: Date): Promise<StatusCheck> {
	const entries = listOf(credential['credentialStatus']);
	if (entries.length === 0) return found('passed', 'none');
	if (entries.length > MAX_ENTRIES) return found('unchecked', 'unsupported');
	let result = found('passed', 'none');
	for (const entry of entries) {
		result = await checkEntry(entry, issuerIdOf(credential) ?? '', library, now);
		if (result.check.outcome !== 'passed') return result;
	}
	return result;
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
	const list = await genuineList(answer.text, issuer, library, now);
	if (list === 'unchecked') return found('unchecked', 'unproven');
	if (list === 'forged') return found('failed', 'forged');
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
	return answer.isCarried ? found('unchecked', 'carried', date) : found('passed', 'good', date);
}

async function genuineList(
	text: string,
	issuer: string,
	library: Library,
	now: Date,
): Promise<JsonObject | 'forged' | 'unchecked'> {
	const jwt = isJwt(text.trim()) ? openJwt(text.trim()) : undefined;
	const list = jwt?.credential ?? parseObject(text);
	if (!list || issuerIdOf(list) !== issuer) return 'forged';
	if (!listOf(list['type']).some((type) => LISTS.has(String(type)))) return 'forged';
	const { signature } = jwt ? await checkJwt(jwt, library) : await checkSignature(list, library, now);
	if (signature.outcome === 'unchecked') return 'unchecked';
	return signature.outcome === 'passed' ? list : 'forged';
}
