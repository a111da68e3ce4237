import { randomUUID } from 'node:crypto';
import { loadContext } from './contexts.js';
import { canonicalise, canonicaliseExpanded, loadProcessor } from './proof-check.js';

/** Terms whose values are terms themselves, and so part of the shape. One that is missing here costs time only. */
const MEANINGFUL = new Set(['@context', 'type', 'proofPurpose']);
/** IRIs that expansion leaves as they are, whatever follows the first part. */
const IRI = /^(https?:\/\/|urn:uuid:|did:web:)[^\s<>"{}|\\^`]*$/;
/** Nobody's text is taken for a placeholder. */
const MARK = randomUUID();
const REMEMBERED = 100;

type Template = (values: readonly string[]) => object;

/** By shape; undefined where expansion does more with the values than to carry them over. */
const templates = new Map<string, Template | undefined>();

/**
 * The same as `canonicalise` with our own contexts, to the byte and with the same errors, for documents that are alike:
 * of all that have the same properties the first is expanded, which is nine tenths of the work, and the values of the
 * others are put into what became of it. A term that no context defines makes another shape, and is refused as ever.
 */
export async function canonicaliseAlike(document: object): Promise<string> {
	const values: string[] = [];
	const shape = JSON.stringify(blank(document, values));
	if (!templates.has(shape)) remember(shape, await learn(shape, values));
	const template = templates.get(shape);
	return template ? canonicaliseExpanded(template(values)) : canonicalise(document);
}

function placeholder(value: string, index: number): string {
	const scheme = IRI.exec(value)?.[1];
	return scheme ? `${scheme}${MARK}-${index}` : `text ${MARK} ${index}`;
}

/** A copy with a placeholder for every text whose value changes nothing but itself; the values go to `values`. */
function blank(node: unknown, values: string[]): unknown {
	if (typeof node === 'string') return placeholder(node, values.push(node) - 1);
	if (Array.isArray(node)) return node.map((item) => blank(item, values));
	if (typeof node !== 'object' || node === null) return node;
	return Object.fromEntries(
		Object.entries(node).map(([key, value]) => [key, MEANINGFUL.has(key) ? value : blank(value, values)]),
	);
}

async function learn(shape: string, values: readonly string[]): Promise<Template | undefined> {
	const places = new Map(values.map((value, index) => [placeholder(value, index), index]));
	const jsonld = await loadProcessor();
	const expanded = await jsonld
		.expand(JSON.parse(shape), { documentLoader: loadContext, base: null, safe: true })
		// Full canonicalisation says what is wrong.
		.catch(() => undefined);
	if (!expanded) return undefined;
	const found = new Set<string>();
	const isCarriedOver = (key: string, text: string) => key === '@value' || (key === '@id' && IRI.test(text));
	const check = (key: string, node: unknown): boolean => {
		if (typeof node === 'string') {
			if (!places.has(node)) return true;
			found.add(node);
			return isCarriedOver(key, node);
		}
		if (typeof node !== 'object' || node === null) return true;
		return Object.entries(node).every(([name, value]) => check(Array.isArray(node) ? key : name, value));
	};
	if (!check('', expanded) || found.size < places.size) return undefined;
	return (actual) => fill(expanded, places, actual);
}

function fill(node: object, places: ReadonlyMap<string, number>, values: readonly string[]): object {
	if (Array.isArray(node)) return node.map((item) => filled(item, places, values));
	return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filled(value, places, values)]));
}

function filled(value: unknown, places: ReadonlyMap<string, number>, values: readonly string[]): unknown {
	if (typeof value === 'string') return values[places.get(value) ?? -1] ?? value;
	return typeof value === 'object' && value !== null ? fill(value, places, values) : value;
}

function remember(shape: string, template: Template | undefined): void {
	const [oldest] = templates.keys();
	if (templates.size >= REMEMBERED && oldest !== undefined) templates.delete(oldest);
	templates.set(shape, template);
}
