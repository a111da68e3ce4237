import {
	BADGE_ICONS,
	type BadgeIcon,
	drawableText,
	iconShapes,
	letterShape,
	monogramShapes,
} from './badge-icons.js';
import { type BadgeShape, outline } from './badge-shapes.js';

/** From the edge of light to the deep shade; `ribbon` stands out from all three. White icons read well on `base`. */
const PALETTES = {
	indigo: { light: '#7c83f0', base: '#4f46c8', deep: '#2d2480', ribbon: '#f4b73f', fold: '#c58414' },
	sky: { light: '#5cb6f2', base: '#1c78c0', deep: '#0d4577', ribbon: '#f6c247', fold: '#c98a12' },
	teal: { light: '#4fc9bb', base: '#12857c', deep: '#0a4d4b', ribbon: '#f4a259', fold: '#c26a20' },
	green: { light: '#7fcb6b', base: '#378a3a', deep: '#1b5127', ribbon: '#f5cb5c', fold: '#c9951b' },
	amber: { light: '#f8bf55', base: '#c87a0a', deep: '#7d4406', ribbon: '#3e6fb5', fold: '#23457a' },
	coral: { light: '#f58a74', base: '#cf4636', deep: '#85231d', ribbon: '#2f8f96', fold: '#175a60' },
	plum: { light: '#c47fd8', base: '#8b3fa5', deep: '#521f66', ribbon: '#f2b84b', fold: '#c18416' },
	slate: { light: '#8ea2b8', base: '#4b6079', deep: '#29384a', ribbon: '#e98a5b', fold: '#b25327' },
} as const;

/** A restless outline gets a calm face. */
const INNER_SHAPES: Record<BadgeShape, BadgeShape> = {
	circle: 'circle',
	hexagon: 'hexagon',
	shield: 'shield',
	star: 'circle',
	rosette: 'circle',
};

export type BadgeColour = keyof typeof PALETTES;
export const BADGE_COLOURS = ['indigo', 'sky', 'teal', 'green', 'amber', 'coral', 'plum', 'slate'] as const;

export const RIBBON_LETTERS = 12;

interface Ribbon {
	front: string;
	fold: string;
	ink: string;
}

export interface BadgeDesign {
	shape: BadgeShape;
	colour: BadgeColour;
	/** One of BADGE_ICONS, or one or two letters for a monogram. */
	icon: string;
	/** The second colour; none or '' for the one that goes with the first. */
	ribbonColour?: BadgeColour | '';
	/** Up to RIBBON_LETTERS letters (see drawableText) instead of the stars. */
	ribbonText?: string;
	/** What the picture is called: a `<title>` for those who do not see it. */
	title: string;
}

/**
 * The picture of a badge as an SVG of 512 × 512 with a transparent ground. The same design always gives the same
 * bytes. There is no text in it, so no font decides how it looks.
 */
export function badgePicture(design: BadgeDesign): string {
	const { shape, colour } = design;
	const { light, base, deep } = PALETTES[colour];
	const ribbon = ribbonOf(design);
	const text = drawableText(design.ribbonText ?? '')?.trim() ?? '';
	// Pictures may share a page: an id stands for the same gradient in all of them.
	const id = (name: string) => `badge-${colour}-${shape}-${name}`;
	const rim = outline(shape, 222);
	const face = outline(INNER_SHAPES[shape], 172);
	const medal = [
		`<path transform="translate(0 8)" fill="${deep}" d="${rim}"/>`,
		`<path fill="url(#${id('rim')})" d="${rim}"/>`,
		`<path fill="none" stroke="#fff" stroke-opacity=".6" stroke-width="3" stroke-dasharray="1 11" stroke-linecap="round" d="${outline(INNER_SHAPES[shape], 192)}"/>`,
		`<path fill="url(#${id('face')})" stroke="#fff" stroke-width="8" d="${face}"/>`,
		`<path clip-path="url(#${id('inside')})" fill="#fff" fill-opacity=".09" d="M60 60H452L60 400Z"/>`,
		emblem(design, deep),
	].join('');
	return [
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512" role="img">',
		`<title>${escapeXml(design.title)}</title>`,
		'<defs>',
		gradient(id('rim'), light, base),
		gradient(id('face'), base, deep),
		`<clipPath id="${id('inside')}"><path d="${face}"/></clipPath>`,
		'</defs>',
		shape === 'rosette'
			? `${tails(ribbon)}<g transform="translate(36 4) scale(.86)">${medal}</g>${text && banner(ribbon, text)}`
			: medal + banner(ribbon, text),
		'</svg>',
	].join('');
}

/** The picture with another `<title>`; it must have one. */
export function titled(svg: string, title: string): string {
	return svg.replace(/<title>[^<]*<\/title>/, () => `<title>${escapeXml(title)}</title>`);
}

function ribbonOf({ colour, ribbonColour }: BadgeDesign): Ribbon {
	const second = ribbonColour ? PALETTES[ribbonColour] : undefined;
	if (second) return { front: second.light, fold: second.base, ink: second.deep };
	const { ribbon, fold } = PALETTES[colour];
	return { front: ribbon, fold, ink: '#241b10' };
}

function gradient(id: string, from: string, to: string): string {
	return `<linearGradient id="${id}" x1="0" y1="0" x2=".4" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
}

function emblem({ icon, shape }: BadgeDesign, shade: string): string {
	const shapes = isIcon(icon) ? iconShapes(icon) : monogramShapes(icon);
	const size = 8.2;
	const x = 256 - 12 * size;
	const y = (shape === 'rosette' ? 256 : 234) - 12 * size;
	const layer = (dy: number, colour: string, opacity: number) =>
		`<g transform="translate(${x} ${y + dy}) scale(${size})" color="${colour}" opacity="${opacity}" fill="none" stroke="currentColor" stroke-width="1.85" stroke-linecap="round" stroke-linejoin="round">${shapes}</g>`;
	return layer(6, shade, 0.6) + layer(0, '#fff', 1);
}

/** A ribbon across the foot with folded ends, and on it the text or three stars. */
function banner({ front, fold, ink }: Ribbon, text: string): string {
	const stars = [204, 256, 308].map((x, index) => star(x, index === 1 ? 417 : 414, index === 1 ? 17 : 13));
	return [
		`<path fill="${fold}" d="M84 402 46 402 66 432 46 462H126V432ZM428 402H466L446 432 466 462H386V432Z"/>`,
		`<path fill="${front}" d="M96 384Q256 404 416 384V438Q256 458 96 438Z"/>`,
		text ? lettering(text, ink) : `<path fill="${fold}" d="${stars.join('')}"/>`,
	].join('');
}

/** Where the pen goes on after a letter, in its box of 12 × 18. */
function advance(letter: string): number {
	if (letter === ' ') return 9;
	return letter === 'I' ? 9 : 17;
}

/** The text along the bow of the ribbon: letters of strokes, each turned as the ribbon is below it. */
function lettering(text: string, colour: string): string {
	const letters = [...text].slice(0, RIBBON_LETTERS);
	const width = letters.reduce((sum, letter) => sum + advance(letter), 0) - 5;
	const scale = Math.min(1.8, 284 / width);
	let pen = 256 - (width * scale) / 2;
	const strokes = letters.map((letter) => {
		const room = (advance(letter) - 5) * scale;
		const middle = pen + room / 2;
		pen += advance(letter) * scale;
		const along = (middle - 96) / 320;
		const y = 411 + 40 * along * (1 - along);
		const turn = (Math.atan(0.125 * (1 - 2 * along)) * 180) / Math.PI;
		const path = letterShape(letter);
		return path
			? `<path transform="translate(${middle.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)}) scale(${scale.toFixed(3)}) translate(-6 -9)" d="${path}"/>`
			: '';
	});
	return `<g fill="none" stroke="${colour}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">${strokes.join('')}</g>`;
}

/** The two ends of a ribbon that hang below a rosette. */
function tails({ front, fold }: Ribbon): string {
	return [
		`<path fill="${fold}" d="M150 350 84 474 140 466 172 508 262 380Z"/>`,
		`<path fill="${front}" d="M362 350 428 474 372 466 340 508 250 380Z"/>`,
	].join('');
}

function star(x: number, y: number, radius: number): string {
	const points = Array.from({ length: 10 }, (_, index) => {
		const far = index % 2 ? radius * 0.45 : radius;
		const angle = (index / 10) * 2 * Math.PI;
		return `${(x + far * Math.sin(angle)).toFixed(1)} ${(y - far * Math.cos(angle)).toFixed(1)}`;
	});
	return `M${points.join('L')}Z`;
}

function isIcon(icon: string): icon is BadgeIcon {
	return BADGE_ICONS.some((known) => known === icon);
}

/** A text for the inside of an element, without the characters that XML knows in no form. */
export function escapeXml(text: string): string {
	return (
		text
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('>', '&gt;')
			// With one of them nobody could draw the picture.
			.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
	);
}
