import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { Clock } from '../platform/clock/clock.js';

const DAY_MS = 86_400_000;
/** How long a zip can be fetched, and how long a broken upload may lie about. */
export const KEPT_DAYS = 7;

/** The zips of transfers, on their way in or out. They have no address of their own: who may fetch one is asked each time. */
@Injectable()
export class TransferFiles {
	private readonly folder: string;

	constructor(
		@Inject(CONFIG) config: Config,
		private readonly clock: Clock,
	) {
		this.folder = join(config.dataDir, 'transfers');
	}

	/** `id`: the transfer's UUID. */
	path(id: string): string {
		return join(this.folder, `${id}.zip`);
	}

	/** Whole or not at all, whenever the process ends. */
	async write(id: string, zip: Readable): Promise<void> {
		await mkdir(this.folder, { recursive: true });
		const draft = `${this.path(id)}.${process.pid}.tmp`;
		await pipeline(zip, createWriteStream(draft, { mode: 0o600, flush: true }));
		await rename(draft, this.path(id));
	}

	/** To be read to its end; undefined when it is not kept. */
	async open(id: string): Promise<{ zip: Readable; size: number } | undefined> {
		const size = await this.sizeOf(id);
		return size === undefined ? undefined : { zip: createReadStream(this.path(id)), size };
	}

	/** In bytes; undefined when it is not kept. */
	sizeOf(id: string): Promise<number | undefined> {
		return stat(this.path(id)).then(
			({ size }) => size,
			() => undefined,
		);
	}

	has(id: string): Promise<boolean> {
		return this.sizeOf(id).then((size) => size !== undefined);
	}

	async remove(id: string): Promise<void> {
		await rm(this.path(id), { force: true });
	}

	async rename(from: string, to: string): Promise<void> {
		await rename(this.path(from), this.path(to));
	}

	/** Takes away what is older than KEPT_DAYS. */
	async sweep(): Promise<void> {
		const oldest = this.clock.now().getTime() - KEPT_DAYS * DAY_MS;
		for (const name of await readdir(this.folder).catch(() => [])) {
			const path = join(this.folder, name);
			const { mtimeMs } = await stat(path);
			if (mtimeMs < oldest) await rm(path, { force: true });
		}
	}
}
