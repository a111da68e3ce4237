import type { Baking } from './baking.js';

/** The start of an SVG up to the end of its opening tag; comments and declarations may stand before it. */
const OPENING =
	/^(?:\s|<\?[^?]*\?>|<!--(?:[^-]|-[^-])*-->|<!DOCTYPE[^>[]*>)*<svg(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?>/;
/** The JSON may itself hold a closing tag, so a CDATA section is read to its own end. */
const BAKED =
	/<openbadges:(assertion|credential)\b[^>]*?(?:\/>|>(\s*<!\[CDATA\[[\s\S]*?\]\]>\s*|[\s\S]*?)<\/openbadges:\1\s*>)/g;

/**
 * A copy of an SVG with the badge in it: `<openbadges:assertion>` (2.0) and `<openbadges:credential>` (3.0), each with
 * its own namespace, right after the opening tag. Whatever was baked before is replaced.
 * Throws an Error when it is no SVG.
 */
export function bakeSvg(svg: string, { assertion, credential }: Baking): string {
	const clean = svg.replace(BAKED, '');
	const opening = OPENING.exec(clean)?.[0];
	if (!opening || opening.endsWith('/>')) throw new Error('This is not an SVG picture');
	const parts = [
		assertion &&
			`<openbadges:assertion xmlns:openbadges="http://openbadges.org" verify="${escapeAttribute(assertion.id)}">${cdata(assertion)}</openbadges:assertion>`,
		credential &&
			`<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">${cdata(credential)}</openbadges:credential>`,
	];
	return opening + parts.filter(Boolean).join('') + clean.slice(opening.length);
}

/** The JSON texts baked into an SVG; the `verify` attribute (a URL or a JWT) where there is no JSON. */
export function unbakeSvg(svg: string): { assertion?: string; credential?: string } {
	const found: { assertion?: string; credential?: string } = {};
	for (const [element, name, content = ''] of svg.matchAll(BAKED)) {
		const part = name === 'assertion' ? 'assertion' : 'credential';
		const json = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/.exec(content)?.[1];
		const text = json ?? /^[^>]*?\sverify="([^"]*)"/.exec(element)?.[1]?.replaceAll('&amp;', '&');
		if (text !== undefined) found[part] ??= text;
	}
	return found;
}

/** `]]>` would end the section early; in JSON it can only be inside a string, where `>` may be escaped. */
function cdata(value: object): string {
	return `<![CDATA[${JSON.stringify(value).replaceAll(']]>', ']]\\u003e')}]]>`;
}

function escapeAttribute(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
