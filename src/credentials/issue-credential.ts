import type { KeyObject } from 'node:crypto';
import type { AwardFacts } from './award-facts.js';
import { type Signed, signDocument } from './data-integrity.js';
import { buildEndorsement, type SignedEndorsement } from './endorsement.js';
import { buildCredential, type OpenBadgeCredential } from './open-badge-3.js';
import { schemaProblems } from './schema.js';

/**
 * The signed Open Badges 3.0 credential of an award: built, checked against the schema, then signed in JSON-LD
 * safe mode; first its endorsements, each for itself. `key.id` is the verification method. Throws an Error that names the problems: a badge that fails
 * either check must never leave the house.
 */
export async function issueCredential(
	award: AwardFacts,
	key: { id: string; privateKey: KeyObject },
	now: Date,
): Promise<Signed<OpenBadgeCredential>> {
	const endorsements: SignedEndorsement[] = [];
	for (const [index, endorsement] of (award.endorsements ?? []).entries())
		endorsements.push(await signDocument(buildEndorsement(award, endorsement, index + 1), key, now));
	const credential = buildCredential(award, endorsements);
	const problems = schemaProblems(credential);
	if (problems.length > 0) throw new Error(`Award ${award.id} is not signed: ${problems.join('; ')}`);
	return signDocument(credential, key, now);
}
