import { Parser } from 'htmlparser2';
import { elementProblem, type SvgProblem, safeAttributes } from './svg-vocabulary.js';

/** Largest SVG in bytes. The other limits keep the time in hand that it takes to draw it. */
export const SVG_BYTES_LIMIT = 200 * 1024;
const ELEMENTS = 2_000;
const DEPTH = 40;
/** Elements that all <use> together may repeat. */
const REPEATED = 2_000;
const CLIPPED = 100;

interface Element {
	name: string;
	attributes: [name: string, value: string][];
	children: Element[];
}

class Refused extends Error {
	constructor(readonly problem: SvgProblem) {
		super(problem);
	}
}

/**
 * A new SVG, 512 × 512, with nothing in it but the shapes, gradients and groups that we know, written by ourselves; so
 * whatever else a reader might have made of the original is gone. What could run, load or animate is refused and not
 * just left out, for then the picture would not be what its maker saw. Its `<title>` is empty.
 */
export function cleanSvg(bytes: Buffer): { svg: string } | SvgProblem {
	if (bytes.length > SVG_BYTES_LIMIT) return 'too-large';
	try {
		const root = read(decoded(bytes));
		const viewBox = viewBoxOf(root);
		limitRepetition(root);
		const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="512" height="512" role="img">`;
		return { svg: `${head}<title></title>${root.children.map(written).join('')}</svg>` };
	} catch (error) {
		if (error instanceof Refused) return error.problem;
		throw error;
	}
}

function decoded(bytes: Buffer): string {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		if (!text.includes('\0')) return text;
	} catch {
		// Another encoding, or no text at all.
	}
	throw new Refused('not-svg');
}

/** Reads the document with an XML parser that neither loads nor replaces anything. */
function read(text: string): Element {
	const open: Element[] = [];
	let root: Element | undefined;
	let count = 0;
	/** How many elements deep we are in something that is left out, such as an editor's notes. */
	let skipped = 0;
	const parser = new Parser(
		{
			onopentag(rawName, rawAttributes) {
				const parent = open.at(-1);
				if (++count > ELEMENTS || open.length + skipped > DEPTH) throw new Refused('too-complex');
				const name = rawName.replace(/^svg:/, '');
				if (!root && name !== 'svg') throw new Refused('not-svg');
				const problem = elementProblem(rawName, rawAttributes);
				if (problem && problem !== 'skip') throw new Refused(problem);
				if (skipped > 0 || problem === 'skip') {
					skipped++;
					return;
				}
				if (root && (name === 'svg' || !parent)) throw new Refused('element');
				const attributes = safeAttributes(rawAttributes);
				if (!Array.isArray(attributes)) throw new Refused(attributes);
				const element = { name, attributes, children: [] };
				parent?.children.push(element);
				root ??= element;
				open.push(element);
			},
			onclosetag() {
				if (skipped > 0) skipped--;
				else open.pop();
			},
			onprocessinginstruction(name, data) {
				if (/^!doctype/i.test(name) && /[[\]]|entity/i.test(data)) throw new Refused('entities');
				if (/^\?xml-stylesheet/i.test(name)) throw new Refused('outside');
				if (/^!(entity|attlist|element|notation)/i.test(name)) throw new Refused('entities');
			},
		},
		{ xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
	);
	parser.write(text);
	parser.end();
	if (!root) throw new Refused('not-svg');
	return root;
}

function attributeOf(element: Element, name: string): string | undefined {
	return element.attributes.find(([each]) => each === name)?.[1];
}

function viewBoxOf(root: Element): string {
	const numbers = (attributeOf(root, 'viewBox') ?? '').split(/[\s,]+/).map(Number);
	const [x, y, width = 0, height = 0] =
		numbers.length === 4 ? numbers : [0, 0, ...['width', 'height'].map((name) => length(root, name))];
	if (![x, y, width, height].every((each) => Number.isFinite(each)) || width <= 0 || height <= 0)
		throw new Refused('no-size');
	return [x, y, width, height].join(' ');
}

function length(root: Element, name: string): number {
	return Number(/^([\d.]+)(px)?$/.exec(attributeOf(root, name) ?? '')?.[1]);
}

/** What is repeated may repeat nothing itself, and what clips is not clipped, else a few lines could unfold to billions of shapes. */
function limitRepetition(root: Element): void {
	const sizes = new Map<string, { size: number; repeats: boolean }>();
	const uses: string[] = [];
	let clipped = 0;
	const measure = (element: Element, clips: boolean): { size: number; repeats: boolean } => {
		const isClip = clips || element.name === 'clipPath';
		const inside = element.children.map((child) => measure(child, isClip));
		if (attributeOf(element, 'clip-path') !== undefined && (isClip || ++clipped > CLIPPED))
			throw new Refused('too-complex');
		const href = attributeOf(element, 'href');
		if (element.name === 'use') uses.push(href?.slice(1) ?? '');
		const measured = {
			size: inside.reduce((sum, { size }) => sum + size, 1),
			repeats: element.name === 'use' || inside.some(({ repeats }) => repeats),
		};
		const id = attributeOf(element, 'id');
		if (id !== undefined) sizes.set(id, measured);
		return measured;
	};
	measure(root, false);
	let repeated = 0;
	for (const id of uses) {
		const target = sizes.get(id);
		repeated += target?.size ?? 0;
		if (target?.repeats || repeated > REPEATED) throw new Refused('too-complex');
	}
}

function written({ name, attributes, children }: Element): string {
	const all = attributes.map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('');
	return children.length > 0
		? `<${name}${all}>${children.map(written).join('')}</${name}>`
		: `<${name}${all}/>`;
}

function escapeXml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
