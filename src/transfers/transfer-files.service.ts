import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
	async write(id: string, bytes: Buffer): Promise<void> {
		await mkdir(this.folder, { recursive: true });
		const draft = `${this.path(id)}.${process.pid}.tmp`;
		await writeFile(draft, bytes, { mode: 0o600, flush: true });
		await rename(draft, this.path(id));
	}

	async read(id: string): Promise<Buffer | undefined> {
		return (await this.has(id)) ? readFile(this.path(id)) : undefined;
	}

	has(id: string): Promise<boolean> {
		return stat(this.path(id)).then(
			() => true,
			() => false,
		);
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
