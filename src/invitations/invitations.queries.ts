import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import type { Kind } from '../courses/course.entity.js';
import { Database } from '../platform/database/database.js';
import { hashToken } from '../platform/http/cookies.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Role } from './invitation.entity.js';

/** An invitation as the invited sees it. */
export interface InvitationRow {
	id: number;
	role: Role;
	isLink: boolean;
	/** Neither answered nor withdrawn nor too old, and made by somebody who may still invite. */
	isOpen: boolean;
	/** The viewer is already what this would make them. */
	isInside: boolean;
	inviter: PersonRow | null;
	course: {
		id: number;
		slug: string;
		title: string;
		summary: string;
		language: string;
		kind: Kind;
		ownTerm: string | null;
		accent: string;
		isPublished: boolean;
	};
}

/** An invitation as organisers see it. */
export interface SentRow {
	id: number;
	email: string | null;
	person: PersonRow | null;
	inviter: PersonRow | null;
	uses: number;
	createdAt: Date;
	expiresAt: Date;
	declinedAt: Date | null;
}

/**
 * SQL for an invitation `i` to the course `c` that can be accepted. Whoever stopped organising hands out no more
 * keys: what they offered to co-organisers ends with their own organising.
 */
export const OPEN = `(i.accepted_at IS NULL AND i.declined_at IS NULL AND i.revoked_at IS NULL
	AND i.expires_at > now() AND c.deleted_at IS NULL
	AND CASE i.role WHEN 'participant' THEN c.published_at IS NOT NULL ELSE EXISTS (
		SELECT FROM course_organisers o WHERE o.course_id = i.course_id AND o.user_id = i.invited_by) END)`;

const SHOWN = 100;

@Injectable()
export class InvitationsQueries {
	constructor(private readonly db: Database) {}

	/** The invitation behind the secret of a link, or behind its number for the member it names. */
	find(viewer: Viewer, key: string): Promise<InvitationRow | undefined> {
		return this.db.one<InvitationRow>(
			`SELECT i.id, i.role, i.email IS NULL AND i.user_id IS NULL AS "isLink", ${OPEN} AS "isOpen",
				CASE i.role
					WHEN 'organiser' THEN EXISTS (
						SELECT FROM course_organisers o WHERE o.course_id = c.id AND o.user_id = $3)
					ELSE EXISTS (SELECT FROM memberships m JOIN runs r ON r.id = m.run_id
						WHERE r.course_id = c.id AND m.user_id = $3 AND m.left_at IS NULL)
						OR EXISTS (SELECT FROM course_organisers o WHERE o.course_id = c.id AND o.user_id = $3)
				END AS "isInside",
				CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS inviter,
				json_build_object('id', c.id, 'slug', c.slug, 'title', c.title, 'summary', c.summary,
					'language', c.language, 'kind', c.kind, 'ownTerm', c.own_term, 'accent', c.accent,
					'isPublished', c.published_at IS NOT NULL) AS course
			FROM invitations i
			JOIN courses c ON c.id = i.course_id
			LEFT JOIN users u ON u.id = i.invited_by
			WHERE i.token_hash = $1 OR (i.id = $2 AND i.user_id = $3)`,
			[hashToken(key), numberOf(key), viewer.id],
		);
	}

	/** What organisers still wait for an answer to, and what was declined, the latest first. */
	sentFor(courseId: number, role: Role): Promise<SentRow[]> {
		return this.db.query<SentRow>(
			`SELECT i.id, i.email, i.uses, i.created_at AS "createdAt", i.expires_at AS "expiresAt",
				i.declined_at AS "declinedAt",
				CASE WHEN i.email IS NULL AND u.id IS NOT NULL THEN ${PERSON_JSON} END AS person,
				(SELECT ${PERSON_JSON} FROM users u WHERE u.id = i.invited_by) AS inviter
			FROM invitations i
			JOIN courses c ON c.id = i.course_id
			LEFT JOIN users u ON u.id = i.user_id
			WHERE i.course_id = $1 AND i.role = $2
				AND (${OPEN} OR (i.declined_at > now() - interval '30 days' AND i.revoked_at IS NULL))
			ORDER BY i.id DESC LIMIT ${SHOWN}`,
			[courseId, role],
		);
	}
}

/** A row's number, or 0, which no row has. */
function numberOf(key: string): number {
	return /^[1-9]\d{0,8}$/.test(key) ? Number(key) : 0;
}
