import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../../config.js';
import { Database, rows } from '../database/database.js';
import { digestOf, FileStore } from './file-store.js';
import type { PreparedFile } from './prepared-file.js';

export interface FileContent {
	/** In hexadecimal. */
	sha256: string;
	mediaType: string;
	/** Not for everybody who knows its address. */
	isPrivate: boolean;
	bytes: Buffer;
}

/** What somebody's files take and may take together, in bytes. */
export interface Room {
	used: number;
	limit: number;
}

/** Where the site serves a stored file; a download gets the name that the address ends with. */
export function fileUrl(id: string, name = 'image.webp'): string {
	return `/files/${id}/${name}`;
}

/** SQL of the lock that keeps the bytes of one digest ($1) where they are. */
export const LOCK_OF_DIGEST = `hashtextextended('files:' || $1, 0)`;

/** The same bytes are kept once, and count once. */
const USED = `SELECT coalesce(sum(bytes), 0)::bigint AS used
	FROM (SELECT DISTINCT sha256, media_type, bytes FROM files WHERE owner_id = $1) f`;

@Injectable()
export class Files {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly db: Database,
		private readonly store: FileStore,
	) {}

	/**
	 * Stores the file for its owner, or for nobody in particular. 'no-room' when all files of the owner together would be
	 * larger than one may have. A private file has no public address.
	 */
	async save(
		tx: EntityManager,
		file: PreparedFile,
		ownerId: number | null,
		{ isPrivate = false } = {},
	): Promise<{ id: string } | 'no-room'> {
		const { bytes, mediaType, width, height } = file;
		const digest = digestOf(bytes);
		if (ownerId !== null && !(await this.hasRoom(tx, ownerId, digest, bytes.length))) return 'no-room';
		// Held until the end of the transaction, so that nobody takes away the bytes before their row is there.
		await rows(tx, `SELECT pg_advisory_xact_lock_shared(${LOCK_OF_DIGEST})`, [digest]);
		// On disk before in the table: a rollback leaves bytes nobody names, never a row without bytes.
		const sha256 = await this.store.write(bytes, mediaType);
		const id = randomUUID();
		await rows(
			tx,
			`INSERT INTO files (id, sha256, media_type, bytes, width, height, owner_id, is_private)
			 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			[id, sha256, mediaType, bytes.length, width, height, ownerId, isPrivate],
		);
		return { id };
	}

	async roomOf(ownerId: number): Promise<Room> {
		const row = await this.db.one<{ used: string }>(USED, [ownerId]);
		return { used: Number(row?.used ?? 0), limit: this.config.memberBytes };
	}

	/** The stored file, or undefined when there is none with this id (a UUID). */
	async open(id: string): Promise<FileContent | undefined> {
		const row = await this.db.one<Omit<FileContent, 'bytes'>>(
			'SELECT sha256, media_type AS "mediaType", is_private AS "isPrivate" FROM files WHERE id = $1',
			[id],
		);
		const bytes = row && (await this.store.read(row.sha256, row.mediaType));
		return bytes && { ...row, bytes };
	}

	/** Whether `open` would find it. */
	async isThere(id: string): Promise<boolean> {
		const row = await this.db.one<{ sha256: string; mediaType: string }>(
			'SELECT sha256, media_type AS "mediaType" FROM files WHERE id = $1',
			[id],
		);
		return row !== undefined && this.store.has(row.sha256, row.mediaType);
	}

	private async hasRoom(tx: EntityManager, ownerId: number, digest: string, bytes: number): Promise<boolean> {
		// Two uploads at once would both find room.
		await rows(tx, `SELECT pg_advisory_xact_lock(hashtextextended('files-of:' || $1, 0))`, [String(ownerId)]);
		const [room] = await rows<{ used: string; isThere: boolean }>(
			tx,
			`SELECT used, EXISTS (SELECT FROM files WHERE owner_id = $1 AND sha256 = $2) AS "isThere" FROM (${USED}) u`,
			[ownerId, digest],
		);
		return room?.isThere || Number(room?.used ?? 0) + bytes <= this.config.memberBytes;
	}
}
