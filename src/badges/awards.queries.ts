import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import type { BadgeColour } from '../credentials/badge-picture.js';
import type { Revocation } from '../credentials/open-badge-2.js';
import { Database } from '../platform/database/database.js';
import type { Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Visibility, Words } from './award.entity.js';
import type { StoredCredential } from './award-verification.service.js';
import { BARS_ANOTHER, ORGANISER_IDS, STANDING } from './badge-people.queries.js';
import type { Evidence } from './evidence.js';

export interface AwardCardRow {
	id: string;
	publicId: string;
	number: number;
	name: string;
	description: string;
	imageAlt: string;
	awardedAt: Date;
	/** Its time is over. */
	isExpired: boolean;
	visibility: Visibility;
	person: PersonRow;
}

/** As their earner arranges them; see src/shelves. */
export interface OwnAwardRow extends AwardCardRow {
	shelf: string;
	isHidden: boolean;
}

export interface AwardPageRow extends AwardCardRow {
	userId: number;
	email: string;
	colour: BadgeColour;
	criteriaHtml: string;
	language: string;
	evidence: Evidence[];
	words: Words[];
	rubric: RubricCriterionFacts[];
	achievedLevels: number[];
	credential: StoredCredential | null;
	validUntil: Date | null;
	issuedAt: Date | null;
	revokedAt: Date | null;
	revocationReason: string | null;
	course: { slug: string; title: string } | null;
	school: { slug: string; name: string } | null;
	/** A later award of the same badge to the same person, if the viewer may be led to it. */
	newer: { id: string } | null;
	/** The viewer earned it and may earn it again. */
	isRenewable: boolean;
}

export interface AwardDocumentsRow {
	id: string;
	visibility: Visibility;
	credential: object;
	credentialJwt: string;
	assertion: { id: string };
	revokedAt: Date | null;
	revocationReason: string | null;
	versionId: number;
	imageSvg: string;
	imagePng: Buffer | null;
	/** The status list that it is in. */
	list: number;
}

export interface HolderRow {
	awardId: string;
	awardedAt: Date;
	validUntil: Date | null;
	isExpired: boolean;
	revokedAt: Date | null;
	person: PersonRow;
}

/** SQL: whether the time of the award `a` is over. */
const EXPIRED = 'coalesce(a.valid_until <= now(), false)';

const CARD = `a.id, b.public_id AS "publicId", v.number, v.name, v.description, v.image_alt AS "imageAlt",
	a.awarded_at AS "awardedAt", ${EXPIRED} AS "isExpired", a.visibility, ${PERSON_JSON} AS person`;

const JOINED = `awards a JOIN badges b ON b.id = a.badge_id JOIN badge_versions v ON v.id = a.badge_version_id
	JOIN users u ON u.id = a.user_id`;

/** Private awards are their earner's alone ($1: the viewer); 'by link' needs no more than knowing the address. */
const VISIBLE = `(a.user_id = $1 OR a.visibility IN ('link', 'public'))`;

@Injectable()
export class AwardsQueries {
	constructor(private readonly db: Database) {}

	visibleTo(viewer: Viewer, id: string): Promise<AwardPageRow | undefined> {
		return this.db.one<AwardPageRow>(
			`SELECT ${CARD}, a.user_id AS "userId", u.email, v.colour, v.criteria_html AS "criteriaHtml", v.language, a.evidence,
				a.words, v.rubric, a.achieved_levels AS "achievedLevels",
				a.credential, a.valid_until AS "validUntil", a.issued_at AS "issuedAt", a.revoked_at AS "revokedAt",
				a.revocation_reason AS "revocationReason",
				CASE WHEN c.deleted_at IS NULL AND c.published_at IS NOT NULL
					THEN json_build_object('slug', c.slug, 'title', c.title) END AS course,
				CASE WHEN s.id IS NOT NULL THEN json_build_object('slug', s.slug, 'name', s.name) END AS school,
				(SELECT json_build_object('id', n.id) FROM awards n
					WHERE n.badge_id = b.id AND n.user_id = u.id AND n.awarded_at > a.awarded_at AND n.revoked_at IS NULL
						AND (u.id = $1 OR (n.visibility = 'public' AND n.issued_at IS NOT NULL))
					ORDER BY n.awarded_at DESC LIMIT 1) AS newer,
				u.id = $1 AND c.deleted_at IS NULL AND NOT EXISTS (SELECT FROM (SELECT * FROM awards
					WHERE badge_id = b.id AND user_id = u.id) a WHERE ${BARS_ANOTHER}) AS "isRenewable"
			FROM ${JOINED} LEFT JOIN courses c ON c.id = b.course_id
				LEFT JOIN schools s ON s.id = coalesce(b.school_id, c.school_id)
			WHERE a.id = $2 AND ${VISIBLE}`,
			[viewer.id, id],
		);
	}

	/** What is published of an award, once it is signed. */
	documentsFor(viewer: Viewer, id: string): Promise<AwardDocumentsRow | undefined> {
		return this.db.one<AwardDocumentsRow>(
			`SELECT a.id, a.visibility, a.credential, a.credential_jwt AS "credentialJwt", a.assertion,
				a.revoked_at AS "revokedAt", a.revocation_reason AS "revocationReason", v.id AS "versionId",
				v.image_svg AS "imageSvg", v.image_png AS "imagePng", a.status_list_id AS list
			FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id
			WHERE a.id = $2 AND a.issued_at IS NOT NULL AND ${VISIBLE}`,
			[viewer.id, id],
		);
	}

	/**
	 * A person's badges in the order that they chose, new ones first: all of them for themselves, for others the public
	 * ones that are not hidden from the profile.
	 */
	awardsOf(userId: number, viewer: Viewer): Promise<OwnAwardRow[]> {
		return this.db.query<OwnAwardRow>(
			`SELECT ${CARD}, a.shelf, a.hidden_at IS NOT NULL AS "isHidden" FROM ${JOINED}
			WHERE a.user_id = $1 AND a.revoked_at IS NULL
				AND ($1 = $2::int OR (a.visibility = 'public' AND a.issued_at IS NOT NULL AND a.hidden_at IS NULL))
			ORDER BY a.place NULLS FIRST, a.awarded_at DESC, a.id`,
			[userId, viewer.id],
		);
	}

	/** Awards that count and that their earners show to everybody, the latest first. */
	latestPublic(limit: number): Promise<AwardCardRow[]> {
		return this.db.query<AwardCardRow>(
			`SELECT ${CARD} FROM ${JOINED}
			WHERE a.visibility = 'public' AND ${STANDING} AND a.issued_at IS NOT NULL
			ORDER BY a.awarded_at DESC, a.id LIMIT $1`,
			[limit],
		);
	}

	/** Everybody who was given a badge, for its organisers. Ask for one more than you show. */
	holdersOf(badgeId: number, { limit, offset }: Pick<Slice, 'limit' | 'offset'>): Promise<HolderRow[]> {
		return this.db.query<HolderRow>(
			`SELECT a.id AS "awardId", a.awarded_at AS "awardedAt", a.valid_until AS "validUntil",
				${EXPIRED} AS "isExpired", a.revoked_at AS "revokedAt", ${PERSON_JSON} AS person
			FROM ${JOINED} WHERE b.id = $1 ORDER BY a.awarded_at DESC, a.id LIMIT $2 OFFSET $3`,
			[badgeId, limit, offset],
		);
	}

	/** An award as those may meet it who might revoke it: the organisers of its badge, private or not. */
	forRevocation(
		viewer: Viewer,
		id: string,
	): Promise<(AwardCardRow & { isOrganiser: boolean; revokedAt: Date | null }) | undefined> {
		return this.db.one(
			`SELECT ${CARD}, a.revoked_at AS "revokedAt", mine.is_organiser AS "isOrganiser"
			FROM ${JOINED} CROSS JOIN LATERAL (SELECT $1 IN (${ORGANISER_IDS}) AS is_organiser) mine
			WHERE a.id = $2 AND (mine.is_organiser OR ${VISIBLE})`,
			[viewer.id, id],
		);
	}

	/** What was revoked of the awards that everybody may see: to others no list leads, and verifiers ask at their address. */
	revocations(): Promise<Revocation[]> {
		return this.db.query<Revocation>(
			`SELECT id AS "awardId", revocation_reason AS reason FROM awards
			WHERE revoked_at IS NOT NULL AND visibility = 'public' ORDER BY revoked_at, id`,
		);
	}
}
