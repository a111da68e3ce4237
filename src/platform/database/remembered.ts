import type { Changes } from './changes.js';

interface Kept<T> {
	version: number;
	until: number;
	value: T;
}

/**
 * Values read from the database, by key. One is good until anything is written anywhere in the site, and at
 * most `seconds`, since some truths change with the clock. At most `size` are kept, the oldest go first.
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
		if (kept.version === this.changes.version && kept.until > Date.now() && this.changes.listening)
			return kept.value;
		this.kept.delete(key);
		return undefined;
	}

	/** Keeps a value that was read when the data had this version; one that was overtaken meanwhile is not kept. */
	put(key: string, value: T, version: number): void {
		if (version !== this.changes.version || !this.changes.listening) return;
		const [oldest] = this.kept.keys();
		if (this.kept.size >= this.limits.size && oldest !== undefined) this.kept.delete(oldest);
		this.kept.set(key, { version, until: Date.now() + this.limits.seconds * 1000, value });
	}

	/** The remembered value, or else what `read` finds; those who ask while it reads share what it finds. */
	async of(key: string, read: () => Promise<T>): Promise<T> {
		const known = this.get(key);
		if (known !== undefined) return known;
		const { version } = this.changes;
		const begun = this.reading.get(key);
		if (begun?.version === version && this.changes.listening) return begun.value;
		const reading = { version, value: read() };
		this.reading.set(key, reading);
		try {
			const value = await reading.value;
			this.put(key, value, version);
			return value;
		} finally {
			if (this.reading.get(key) === reading) this.reading.delete(key);
		}
	}
}
