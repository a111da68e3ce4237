import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.js';

const extensions: Readonly<Record<string, string>> = {
	'image/webp': 'webp',
	'image/png': 'png',
	'image/svg+xml': 'svg',
	'application/json': 'json',
	'application/zip': 'zip',
};

/** SHA-256 in hexadecimal. */
export function digestOf(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** Bytes on the local disk, named by their digest, so that the same bytes are kept once. */
@Injectable()
export class FileStore {
	constructor(@Inject(CONFIG) private readonly config: Config) {}

	/** Writes the bytes so that after a crash the file is whole or absent. Returns their SHA-256 in hexadecimal. */
	async write(bytes: Buffer, mediaType: string): Promise<string> {
		const sha256 = digestOf(bytes);
		const path = this.path(sha256, mediaType);
		if (await exists(path)) return sha256;
		await mkdir(dirname(path), { recursive: true });
		const draft = `${path}.${randomUUID()}.tmp`;
		const file = await open(draft, 'wx', 0o644);
		try {
			await file.writeFile(bytes);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(draft, path);
		await syncFolder(dirname(path));
		return sha256;
	}

	has(sha256: string, mediaType: string): Promise<boolean> {
		return exists(this.path(sha256, mediaType));
	}

	/** The bytes, or undefined when they are not on this disk. */
	async read(sha256: string, mediaType: string): Promise<Buffer | undefined> {
		const path = this.path(sha256, mediaType);
		return (await exists(path)) ? readFile(path) : undefined;
	}

	/** Takes the bytes off the disk; nothing happens when they are not there. */
	async remove(sha256: string, mediaType: string): Promise<void> {
		await rm(this.path(sha256, mediaType), { force: true });
	}

	private path(sha256: string, mediaType: string): string {
		const name = `${sha256}.${extensions[mediaType] ?? 'bin'}`;
		return join(this.config.dataDir, 'files', sha256.slice(0, 2), name);
	}
}

function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}

async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}
