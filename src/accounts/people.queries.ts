import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { SafeHtml } from '../platform/markdown/markdown.js';
import type { PersonRow } from './person.page.js';

export interface ProfileLinkRow {
	label: string;
	url: string;
}

export interface ProfileRow extends PersonRow {
	bioMd: string;
	bioHtml: SafeHtml;
	links: ProfileLinkRow[];
}

@Injectable()
export class PeopleQueries {
	constructor(private readonly db: Database) {}

	/** A person's own profile, as the settings show it. */
	profileOf(userId: number): Promise<ProfileRow | undefined> {
		return this.db.one<ProfileRow>(
			`SELECT u.id, u.username, u.display_name AS "displayName", u.avatar_id AS "avatarId",
				u.bio_md AS "bioMd", u.bio_html AS "bioHtml",
				(SELECT coalesce(json_agg(json_build_object('label', l.label, 'url', l.url) ORDER BY l.position), '[]')
					FROM profile_links l WHERE l.user_id = u.id) AS links
			FROM users u WHERE u.id = $1`,
			[userId],
		);
	}
}
