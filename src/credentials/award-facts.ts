import { createHash, randomBytes } from 'node:crypto';

/** Everything the formats say about an award; all URLs are absolute, all texts are in `badge.language`. */
export interface AwardFacts {
	/** Public origin of the site, without a trailing slash. */
	origin: string;
	/** The award's UUID. */
	id: string;
	issuer: IssuerFacts;
	badge: BadgeFacts;
	recipient: { email: string; salt: string };
	validFrom: Date;
	validUntil?: Date;
	/** Where the award's revocation bit is. */
	status: { list: number; index: number };
	/** For each criterion of the badge's rubric, in order, the level achieved (index into its levels). */
	achievedLevels?: readonly number[];
	evidence?: readonly EvidenceFacts[];
	/** What reviewers said who agreed to be quoted. */
	endorsements?: readonly EndorsementFacts[];
}

export interface IssuerFacts {
	did: string;
	name: string;
	url: string;
	/** Open Badges 2.0 demands an address of its issuers. */
	email: string;
	imageUrl?: string;
}

/** One published version of a badge. */
export interface BadgeFacts {
	/** The badge's public UUID. */
	id: string;
	version: number;
	name: string;
	description: string;
	/** `url`: the page for people; `narrative`: the same in Markdown. */
	criteria: { url: string; narrative: string };
	image: { url: string; caption: string };
	tags: readonly string[];
	/** BCP 47. */
	language: string;
	rubric?: readonly RubricCriterionFacts[];
}

export interface RubricCriterionFacts {
	name: string;
	/** Level names from the lowest to the highest. */
	levels: readonly string[];
	/** What each level means, in their order; '' where the name says enough. */
	meanings?: readonly string[];
	/** Index into `levels`. */
	required: number;
}

export interface EvidenceFacts {
	url: string;
	name: string;
	description?: string;
	/** Markdown. */
	narrative?: string;
}

export interface EndorsementFacts {
	/** Who says it, as a title: "Review by Ana". */
	name: string;
	/** Markdown. */
	comment: string;
	at: Date;
}

/** A salt for one award: 16 random bytes in hexadecimal. */
export function newSalt(): string {
	return randomBytes(16).toString('hex');
}

/**
 * The recipient as both Open Badges versions publish it (IdentityHash): `sha256$` and the hexadecimal sha256 of the
 * e-mail address followed by the salt. The address is lower-cased first, as people write theirs differently.
 */
export function hashIdentity(email: string, salt: string): string {
	const identity = email.trim().toLowerCase();
	return `sha256$${createHash('sha256')
		.update(identity + salt)
		.digest('hex')}`;
}
