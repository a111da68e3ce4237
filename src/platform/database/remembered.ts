import type { Changes } from './changes.js';
import type { TableNames } from './tables.js';

interface Kept<T> {
	tables: TableNames;
	version: number;
	until: number;
	value: T;
}

/**
 * Values read from the database, by key. One is good until something is written in one of the tables it was read
 * from, anywhere in the site, and at most `seconds`, since some truths change with the clock. At most `size` are
 * kept, the oldest go first.
 */
export class Remembered<T> {
	private readonly kept = new Map<string, Kept<T>>();
	private readonly reading = new Map<string, { version: number; value: Promise<T> }>();

	constructor(
		private readonly changes: Changes,
		private readonly limits: { size: number; seconds: number },
	) {}

	get(key: string): T | undefined {
		const kept = this.kept.get(key);
		if (!kept) return undefined;
		const { tables, version, until, value } = kept;
		if (version === this.changes.version(tables) && until > Date.now() && this.changes.listening)
			return value;
		this.kept.delete(key);
		return undefined;
	}

	/** Keeps a value that was read when the tables had this version; one that was overtaken meanwhile is not kept. */
	put(key: string, tables: TableNames, value: T, version: number): void {
		if (version !== this.changes.version(tables) || !this.changes.listening) return;
		const [oldest] = this.kept.keys();
		if (this.kept.size >= this.limits.size && oldest !== undefined) this.kept.delete(oldest);
		this.kept.set(key, { tables, version, until: Date.now() + this.limits.seconds * 1000, value });
	}

	/** The remembered value, or else what `read` finds in the tables; those who ask while it reads share what it finds. */
	async of(key: string, tables: TableNames, read: () => Promise<T>): Promise<T> {
		const known = this.get(key);
		if (known !== undefined) return known;
		const version = this.changes.version(tables);
		const begun = this.reading.get(key);
		if (begun?.version === version && this.changes.listening) return begun.value;
		const reading = { version, value: read() };
		this.reading.set(key, reading);
		try {
			const value = await reading.value;
			this.put(key, tables, value, version);
			return value;
		} finally {
			if (this.reading.get(key) === reading) this.reading.delete(key);
		}
	}
}
