/** Why a picture is refused; each has a sentence in the locales under badges.error-svg-…. */
export type SvgProblem =
	| 'not-svg'
	| 'too-large'
	| 'entities'
	| 'script'
	| 'outside'
	| 'text'
	| 'style'
	| 'animation'
	| 'element'
	| 'no-size'
	| 'too-complex';

const SHAPES = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'];
const ELEMENTS = new Set([
	...['svg', 'g', 'defs', 'symbol', 'use', 'clipPath'],
	...['linearGradient', 'radialGradient', 'stop', ...SHAPES],
]);
/** Left out with all that is in them: they say something about the picture and draw nothing. */
const NOTES = new Set(['title', 'desc', 'metadata']);
const REASONS: Readonly<Record<string, SvgProblem>> = {
	script: 'script',
	handler: 'script',
	foreignobject: 'script',
	iframe: 'script',
	a: 'outside',
	image: 'outside',
	feimage: 'outside',
	text: 'text',
	tspan: 'text',
	textpath: 'text',
	style: 'style',
	animate: 'animation',
	animatecolor: 'animation',
	animatetransform: 'animation',
	animatemotion: 'animation',
	set: 'animation',
	discard: 'animation',
};

/** What may be said by an attribute or by a declaration of a style attribute alike. */
const PAINT = new Set([
	...['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-linecap'],
	...['stroke-linejoin', 'stroke-miterlimit', 'stroke-dasharray', 'stroke-dashoffset', 'opacity', 'color'],
	...['stop-color', 'stop-opacity', 'clip-path', 'clip-rule', 'display', 'visibility', 'paint-order'],
]);
const GEOMETRY = new Set([
	...['id', 'd', 'points', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'fx', 'fy', 'fr'],
	...['width', 'height', 'transform', 'viewBox', 'offset', 'gradientUnits', 'gradientTransform'],
	...['spreadMethod', 'clipPathUnits', 'preserveAspectRatio'],
]);

/** Letters, digits and what numbers, colours, lists and functions need; no colon, quote, slash, bracket or backslash. */
const PLAIN = /^[\w\s.,#%()+-]*$/;
const OWN_PART = /^url\((['"]?)#[\w-]+\1\)$/;

/** 'skip' for an element to leave out, a problem for one to refuse, nothing for one of ours. */
export function elementProblem(
	name: string,
	attributes: Readonly<Record<string, string>>,
): SvgProblem | 'skip' | undefined {
	const [local = '', prefix] = name.split(':').reverse();
	const reason = REASONS[local.toLowerCase()];
	if (reason) return reason;
	if (Object.keys(attributes).some((each) => /^(.*:)?on/i.test(each))) return 'script';
	if (prefix !== undefined && prefix !== 'svg') return 'skip';
	if (NOTES.has(local)) return 'skip';
	return ELEMENTS.has(local) ? undefined : 'element';
}

/** The attributes that we know, with style declarations as attributes; a problem if one reaches for something else. */
export function safeAttributes(
	raw: Readonly<Record<string, string>>,
): [name: string, value: string][] | SvgProblem {
	const found = new Map<string, string>();
	for (const [name, value] of Object.entries(raw)) {
		if (/url\s*\(|:\/\/|javascript|expression|@import|\\/i.test(value) && !isHarmless(name, value))
			return 'outside';
		if (name === 'style') {
			for (const [property, setting] of declarations(value))
				if (PAINT.has(property)) found.set(property, setting);
		} else if (name === 'href' || name === 'xlink:href') {
			if (!/^#[\w-]+$/.test(value.trim())) return 'outside';
			found.set('href', value.trim());
		} else if (PAINT.has(name) || GEOMETRY.has(name)) found.set(name, value.trim());
	}
	for (const [name, value] of found) {
		if (OWN_PART.test(value)) found.set(name, value.replace(/['"]/g, ''));
		else if (/url/i.test(value)) return 'outside';
		else if (!PLAIN.test(value)) found.delete(name);
	}
	return [...found];
}

/** A namespace's name is an address that nobody opens; a reference to a part of the picture itself stays in it. */
function isHarmless(name: string, value: string): boolean {
	if (/^xmlns(:|$)/.test(name)) return true;
	if (name === 'style')
		return declarations(value).every(
			([, setting]) => !/url|\\|\/\//i.test(setting) || OWN_PART.test(setting),
		);
	return OWN_PART.test(value.trim()) || (name.includes(':') && name !== 'xlink:href' && name !== 'xml:base');
}

function declarations(style: string): [string, string][] {
	return style
		.split(';')
		.map((each) => each.split(':'))
		.filter((each) => each.length > 1)
		.map(([property = '', ...rest]) => [property.trim().toLowerCase(), rest.join(':').trim()]);
}
