import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { VERSION_COLUMNS, type VersionRow } from './badge-facts.js';

export interface PublishedVersionRow extends VersionRow {
	id: number;
	imageSvg: string;
	imagePng: Buffer | null;
}

@Injectable()
export class DocumentsQueries {
	constructor(private readonly db: Database) {}

	/** A published badge version. Signed credentials point at it, so it is there whatever becomes of the course. */
	version(publicId: string, number: number): Promise<PublishedVersionRow | undefined> {
		return this.db.one<PublishedVersionRow>(
			`SELECT ${VERSION_COLUMNS}, v.id, v.image_svg AS "imageSvg", v.image_png AS "imagePng"
			FROM badges b JOIN badge_versions v ON v.badge_id = b.id
			WHERE b.public_id = $1 AND v.number = $2 AND v.published_at IS NOT NULL`,
			[publicId, number],
		);
	}

	school(id: number): Promise<{ id: number } | undefined> {
		return this.db.one<{ id: number }>('SELECT id FROM schools WHERE id = $1', [id]);
	}
}
