export interface Found {
	status: number;
	text: string;
}

/** Where the documents come from that a badge points at: the network, our own pages, or a file in hand. */
export interface Library {
	/** Undefined when nothing answers at the address, or nothing may be asked of it. */
	look(url: string): Promise<Found | undefined>;
}

export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON object of a text, or undefined. */
export function parseObject(text: string): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** An array of what may be one thing or many; nothing is an empty one. */
export function listOf(value: unknown): readonly unknown[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}

/** The same JSON value, in whatever order its members are written. */
export function isSame(a: unknown, b: unknown): boolean {
	if (Array.isArray(a) && Array.isArray(b))
		return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
	if (!isObject(a) || !isObject(b)) return a === b;
	const keys = Object.keys(a);
	return (
		keys.length === Object.keys(b).length &&
		keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
	);
}
