import { sha256, toHex } from '../credentials/digest.js';
import type { Check } from './finding.js';
import { isObject, listOf, textOf } from './library.js';

const of = (outcome: Check['outcome'], why: string): Check => ({ name: 'recipient', outcome, why });

/** Compares an e-mail address with the identities of an OB 3.0 subject, hashed or in the open. */
export async function checkIdentifiers(identifiers: unknown, email: string | undefined): Promise<Check> {
	const known = listOf(identifiers)
		.filter(isObject)
		.filter(({ identityType }) => identityType === 'emailAddress' || identityType === 'email');
	return compare(
		known.map(({ identityHash, hashed, salt }) => ({ identity: identityHash, hashed, salt })),
		email,
	);
}

/** The same for the recipient of an OB 2.0 assertion. */
export async function checkRecipient2(recipient: unknown, email: string | undefined): Promise<Check> {
	const isEmail = isObject(recipient) && listOf(recipient['type']).includes('email');
	return compare(isEmail ? [recipient] : [], email);
}

async function compare(
	known: readonly { readonly [name: string]: unknown }[],
	email: string | undefined,
): Promise<Check> {
	if (!email) return of('unchecked', 'not-asked');
	if (known.length === 0) return of('unchecked', 'unnamed');
	// Issuers differ in whether they hash an address as it was typed or in small letters.
	const typed = email.trim();
	const spellings = [...new Set([typed.toLowerCase(), typed])];
	let understood = false;
	for (const { identity, hashed, salt } of known) {
		const text = textOf(identity) ?? '';
		if (hashed !== false && !/^sha256\$[0-9a-f]{64}$/i.test(text)) continue;
		understood = true;
		for (const spelling of spellings) {
			const hash = `sha256$${toHex(await sha256(spelling + (textOf(salt) ?? '')))}`;
			const isIt =
				hashed === false ? text.toLowerCase() === spelling.toLowerCase() : text.toLowerCase() === hash;
			if (isIt) return of('passed', 'same');
		}
	}
	return understood ? of('failed', 'other') : of('unchecked', 'unsupported');
}
