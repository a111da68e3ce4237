import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../database/database.js';
import { DOCUMENT_BYTES_LIMIT, documentType } from './document.js';
import { digestOf, FileStore } from './file-store.js';
import { encodeImage, plainImage } from './image.js';

export interface FileContent {
	mediaType: string;
	bytes: Buffer;
}

/** Where the site serves a stored file; a download gets the name that the address ends with. */
export function fileUrl(id: string, name = 'image.webp'): string {
	return `/files/${id}/${name}`;
}

/** SQL of the lock that keeps the bytes of one digest ($1) where they are. */
export const LOCK_OF_DIGEST = `hashtextextended('files:' || $1, 0)`;

@Injectable()
export class Files {
	constructor(
		private readonly db: Database,
		private readonly store: FileStore,
	) {}

	/** Stores an uploaded picture as WebP with its longer edge at most `maxEdge` pixels; the original is not kept. */
	async saveImage(
		tx: EntityManager,
		upload: { bytes: Buffer; ownerId: number; maxEdge: number },
	): Promise<{ id: string } | 'not-an-image' | 'too-large'> {
		const image = await encodeImage(upload.bytes, upload.maxEdge);
		if (typeof image === 'string') return image;
		return this.insert(tx, { ...image, mediaType: 'image/webp', ownerId: upload.ownerId });
	}

	/** As saveImage, but a picture that was drawn by a site like this keeps its bytes, so that it can travel on unchanged. */
	async adoptImage(
		tx: EntityManager,
		upload: { bytes: Buffer; ownerId: number; maxEdge: number },
	): Promise<{ id: string } | 'not-an-image' | 'too-large'> {
		const image = await plainImage(upload.bytes);
		if (!image) return this.saveImage(tx, upload);
		return this.insert(tx, { ...image, mediaType: 'image/webp', ownerId: upload.ownerId });
	}

	/**
	 * Stores an uploaded document as it is, if its bytes are of a type on the list (see documentType). It is only ever
	 * served as a download.
	 */
	async saveDocument(
		tx: EntityManager,
		upload: { bytes: Buffer; name: string; ownerId: number },
	): Promise<{ id: string; mediaType: string } | 'not-allowed' | 'too-large'> {
		const { bytes, ownerId } = upload;
		if (bytes.length > DOCUMENT_BYTES_LIMIT) return 'too-large';
		const mediaType = await documentType(bytes, upload.name);
		if (mediaType === undefined) return 'not-allowed';
		const { id } = await this.insert(tx, { bytes, mediaType, ownerId, width: null, height: null });
		return { id, mediaType };
	}

	/** Stores bytes that the site itself made, such as a badge; never what somebody sent. */
	saveBytes(
		tx: EntityManager,
		made: { bytes: Buffer; mediaType: string; ownerId: number | null },
	): Promise<{ id: string }> {
		return this.insert(tx, { ...made, width: null, height: null });
	}

	/** The stored file, or undefined when there is none with this id (a UUID). */
	async open(id: string): Promise<FileContent | undefined> {
		const row = await this.db.one<{ sha256: string; mediaType: string }>(
			'SELECT sha256, media_type AS "mediaType" FROM files WHERE id = $1',
			[id],
		);
		const bytes = row && (await this.store.read(row.sha256, row.mediaType));
		return bytes && { mediaType: row.mediaType, bytes };
	}

	private async insert(
		tx: EntityManager,
		file: {
			bytes: Buffer;
			mediaType: string;
			width: number | null;
			height: number | null;
			ownerId: number | null;
		},
	): Promise<{ id: string }> {
		// Held until the end of the transaction, so that nobody takes away the bytes before their row is there.
		await rows(tx, `SELECT pg_advisory_xact_lock_shared(${LOCK_OF_DIGEST})`, [digestOf(file.bytes)]);
		// On disk before in the table: a rollback leaves bytes nobody names, never a row without bytes.
		const sha256 = await this.store.write(file.bytes, file.mediaType);
		const id = randomUUID();
		await rows(
			tx,
			`INSERT INTO files (id, sha256, media_type, bytes, width, height, owner_id)
			 VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			[id, sha256, file.mediaType, file.bytes.length, file.width, file.height, file.ownerId],
		);
		return { id };
	}
}
