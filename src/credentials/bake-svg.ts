import type { Baking } from './baking.js';

/** What is baked into a picture as texts, or why the picture cannot be what a badge issuer made. */
export interface Baked {
	assertion?: string;
	credential?: string;
	evidence?: string;
	problem?: 'broken' | 'twice';
}

const PARTS = {
	'openbadges:assertion': 'assertion',
	'openbadges:credential': 'credential',
	'kunlerni:evidence': 'evidence',
} as const;
const EVIDENCE_SPACE = 'urn:kunlerni:evidence';

/** The start of an SVG up to the end of its opening tag; comments and declarations may stand before it. */
const OPENING =
	/^(?:\s|<\?[^?]*\?>|<!--(?:[^-]|-[^-])*-->|<!DOCTYPE[^>[]*>)*<svg(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?>/;
const BEGINNING = /<(openbadges:assertion|openbadges:credential|kunlerni:evidence)(?=[\s/>])([^<>]*)>/g;
const CDATA = '<![CDATA[';

/**
 * A copy of an SVG with the badge in it: `<openbadges:assertion>` (2.0) and `<openbadges:credential>` (3.0), each with
 * its own namespace, and `<kunlerni:evidence>` for what the issuer's site says, right after the opening tag. Whatever
 * was baked before is replaced. Throws an Error when it is no SVG.
 */
export function bakeSvg(svg: string, { assertion, credential, evidence }: Baking): string {
	const clean = withoutBaked(svg);
	const opening = OPENING.exec(clean)?.[0];
	if (!opening || opening.endsWith('/>')) throw new Error('This is not an SVG picture');
	const parts = [
		assertion &&
			`<openbadges:assertion xmlns:openbadges="http://openbadges.org" verify="${escapeAttribute(assertion.id)}">${cdata(assertion)}</openbadges:assertion>`,
		credential &&
			`<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">${cdata(credential)}</openbadges:credential>`,
		evidence &&
			`<kunlerni:evidence xmlns:kunlerni="${EVIDENCE_SPACE}">${cdata(evidence)}</kunlerni:evidence>`,
	];
	return opening + parts.filter(Boolean).join('') + clean.slice(opening.length);
}

/**
 * The texts baked into an SVG, whoever made it: JSON, or the `verify` attribute (a URL or a JWT) where there is none.
 * No part may come twice: of two badges in one picture nobody could say which one is meant.
 */
export function unbakeSvg(svg: string): Baked {
	const baked: Baked = {};
	for (const element of bakedElements(svg)) {
		if (element === 'broken') return { problem: 'broken' };
		const { part, text } = element;
		if (baked[part] !== undefined) return { problem: 'twice' };
		if (text !== undefined) baked[part] = text;
	}
	return baked;
}

function withoutBaked(svg: string): string {
	let kept = '';
	let at = 0;
	for (const element of bakedElements(svg)) {
		if (element === 'broken') throw new Error('This is not an SVG picture');
		kept += svg.slice(at, element.start);
		at = element.end;
	}
	return kept + svg.slice(at);
}

interface BakedElement {
	part: 'assertion' | 'credential' | 'evidence';
	text: string | undefined;
	start: number;
	end: number;
}

/**
 * The baked elements in order; 'broken' at the first that does not end. Pictures come from anybody: each letter is
 * looked at a fixed number of times, however many elements begin in it.
 */
function* bakedElements(svg: string): Generator<BakedElement | 'broken'> {
	const beginning = new RegExp(BEGINNING);
	for (let found = beginning.exec(svg); found; found = beginning.exec(svg)) {
		const [tag, name = '', attributes = ''] = found;
		const start = found.index;
		const after = start + tag.length;
		const json = attributes.endsWith('/') ? undefined : cdataAt(svg, after);
		const end = attributes.endsWith('/') ? after : endOf(svg, name, json?.end ?? after);
		if (end < 0) return yield 'broken';
		const text = json?.text ?? /\sverify="([^"]*)"/.exec(attributes)?.[1]?.replaceAll('&amp;', '&');
		yield { part: PARTS[name as keyof typeof PARTS], text, start, end };
		beginning.lastIndex = end;
	}
}

/** The JSON may itself hold a closing tag, so a CDATA section is read to its own end. */
function cdataAt(svg: string, at: number): { text: string; end: number } | undefined {
	const start = at + (/^\s*/.exec(svg.slice(at, at + 1_000))?.[0].length ?? 0);
	const close = svg.startsWith(CDATA, start) ? svg.indexOf(']]>', start) : -1;
	return close < 0 ? undefined : { text: svg.slice(start + CDATA.length, close), end: close + 3 };
}

function endOf(svg: string, name: string, from: number): number {
	const closing = svg.indexOf(`</${name}`, from);
	const end = closing < 0 ? -1 : svg.indexOf('>', closing);
	return end < 0 ? -1 : end + 1;
}

/**
 * `]]>` would end the section early; in JSON it can only be inside a string, where `>` may be escaped. So may the two
 * characters that JSON takes as they are and XML forbids.
 */
function cdata(value: object): string {
	const json = JSON.stringify(value)
		.replaceAll(']]>', ']]\\u003e')
		.replaceAll('\ufffe', '\\ufffe')
		.replaceAll('\uffff', '\\uffff');
	return `<![CDATA[${json}]]>`;
}

function escapeAttribute(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
