import { Injectable } from '@nestjs/common';
import type { PersonRow } from '../accounts/person.page.js';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/http/viewer.js';

export interface ProfileRow extends PersonRow {
	bioHtml: string;
	createdAt: Date;
	links: { label: string; url: string }[];
}

@Injectable()
export class PersonQueries {
	constructor(private readonly db: Database) {}

	/** A profile, by its username in any case. Who has not confirmed an address is seen by nobody else. */
	visibleTo(viewer: Viewer, username: string): Promise<ProfileRow | undefined> {
		return this.db.one<ProfileRow>(
			`SELECT u.id, u.username, u.display_name AS "displayName", u.avatar_id AS "avatarId",
				u.bio_html AS "bioHtml", u.created_at AS "createdAt",
				(SELECT coalesce(json_agg(json_build_object('label', l.label, 'url', l.url) ORDER BY l.position), '[]')
					FROM profile_links l WHERE l.user_id = u.id) AS links
			FROM users u WHERE lower(u.username) = lower($2) AND (u.confirmed_at IS NOT NULL OR u.id = $1)`,
			[viewer.id, username],
		);
	}
}
