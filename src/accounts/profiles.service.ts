import { Injectable } from '@nestjs/common';
import { Database, rows } from '../platform/database/database.js';
import { Files } from '../platform/files/files.js';
import { preparedImage } from '../platform/files/prepared-file.js';
import type { Locale } from '../platform/i18n/i18n.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { ProfileLinkRow } from './people.queries.js';

export interface ProfileChange {
	/** The username stands in for an empty one. */
	displayName: string;
	bio: string;
	links: readonly ProfileLinkRow[];
	locale: Locale;
	timeZone: string;
}

const AVATAR_EDGE = 256;

@Injectable()
export class Profiles {
	constructor(
		private readonly db: Database,
		private readonly files: Files,
	) {}

	async update(userId: number, change: ProfileChange): Promise<void> {
		const { displayName, bio, links, locale, timeZone } = change;
		await this.db.transaction(async (tx) => {
			await rows(
				tx,
				`UPDATE users SET display_name = coalesce(nullif($2, ''), username), bio_md = $3, bio_html = $4,
					locale = $5, time_zone = $6 WHERE id = $1`,
				[userId, displayName, bio, renderMarkdown(bio), locale, timeZone],
			);
			await rows(tx, 'DELETE FROM profile_links WHERE user_id = $1', [userId]);
			await rows(
				tx,
				`INSERT INTO profile_links (user_id, position, label, url)
				SELECT $1, position, label, url FROM unnest($2::text[], $3::text[])
					WITH ORDINALITY AS given (label, url, position)`,
				[userId, links.map(({ label }) => label), links.map(({ url }) => url)],
			);
		});
	}

	async setAvatar(userId: number, bytes: Buffer): Promise<'set' | 'not-an-image' | 'too-large' | 'no-room'> {
		const picture = await preparedImage(bytes, AVATAR_EDGE);
		if (typeof picture === 'string') return picture;
		return this.db.transaction(async (tx) => {
			const saved = await this.files.save(tx, picture, userId);
			if (typeof saved === 'string') return saved;
			await rows(tx, 'UPDATE users SET avatar_id = $2 WHERE id = $1', [userId, saved.id]);
			return 'set';
		});
	}

	async removeAvatar(userId: number): Promise<void> {
		await this.db.transaction((tx) => rows(tx, 'UPDATE users SET avatar_id = NULL WHERE id = $1', [userId]));
	}

	async setLocale(userId: number, locale: Locale): Promise<void> {
		await this.db.transaction((tx) =>
			rows(tx, 'UPDATE users SET locale = $2 WHERE id = $1', [userId, locale]),
		);
	}
}
