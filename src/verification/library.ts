export interface Found {
	status: number;
	text: string;
	/** Nobody answered at the address: it is what came along with the badge, and says so itself. */
	isCarried?: true;
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

const MAX_DEPTH = 30;
/** Canonicalising costs about half a millisecond for each; a badge with the evidence of 300 tasks has 2,000. */
const MAX_VALUES = 3_000;

/** The JSON object of a text, or undefined; also when it is too deep or too large to be looked into. */
export function parseObject(text: string, maxValues = MAX_VALUES): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) && isWithinBounds(value, maxValues) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Members and items of a JSON value, however deep, and itself. */
export function valuesIn(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 1;
	return Object.values(value).reduce<number>((sum, inner) => sum + valuesIn(inner), 1);
}

function isWithinBounds(root: unknown, maxValues: number): boolean {
	let values = 0;
	const visit = (value: unknown, depth: number): boolean => {
		if (++values > maxValues || depth > MAX_DEPTH) return false;
		if (typeof value !== 'object' || value === null) return true;
		return Object.values(value).every((inner) => visit(inner, depth + 1));
	};
	return visit(root, 0);
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
