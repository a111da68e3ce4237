import type { AwardFacts, EndorsementFacts } from './award-facts.js';
import { CREDENTIALS_V2, OPEN_BADGES_V3 } from './contexts.js';
import { credentialUrls } from './credential-urls.js';
import type { Signed } from './data-integrity.js';
import { buildProfile } from './profile.js';
import { toSeconds } from './timestamp.js';

export type EndorsementCredential = ReturnType<typeof buildEndorsement>;
export type SignedEndorsement = Signed<EndorsementCredential>;

/**
 * The unsigned Open Badges 3.0 EndorsementCredential in which the site passes on what a reviewer said about an award.
 * It is about the award's credential, a credential of its own, and embedded with its own proof. `number`: from 1.
 */
export function buildEndorsement(award: AwardFacts, { name, comment, at }: EndorsementFacts, number: number) {
	const urls = credentialUrls(award.origin);
	return {
		'@context': [CREDENTIALS_V2, OPEN_BADGES_V3],
		id: urls.endorsement(award.id, number),
		type: ['VerifiableCredential', 'EndorsementCredential'],
		name,
		issuer: buildProfile(award.issuer),
		validFrom: toSeconds(at),
		credentialSubject: {
			id: urls.credential(award.id),
			type: ['EndorsementSubject'],
			endorsementComment: comment,
		},
	};
}
