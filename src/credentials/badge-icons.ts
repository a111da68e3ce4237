import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The icons on offer for badge pictures, by their Lucide names. */
export const BADGE_ICONS = [
	'accessibility',
	'anchor',
	'book-open',
	'camera',
	'code-xml',
	'compass',
	'croissant',
	'flask-conical',
	'globe',
	'graduation-cap',
	'hammer',
	'handshake',
	'heart',
	'leaf',
	'lightbulb',
	'message-circle',
	'mic',
	'mountain',
	'palette',
	'pencil',
	'puzzle',
	'rocket',
	'sparkles',
	'sprout',
	'star',
	'trophy',
	'users',
] as const;

export type BadgeIcon = (typeof BADGE_ICONS)[number];

const { resolve } = createRequire(import.meta.url);
const drawn = new Map<BadgeIcon, string>();

/** The shapes of an icon in a box of 24 × 24, to be stroked 2 wide with round ends. */
export function iconShapes(icon: BadgeIcon): string {
	const known = drawn.get(icon);
	if (known) return known;
	const file = readFileSync(resolve(`lucide-static/icons/${icon}.svg`), 'utf8');
	const shapes = file.slice(file.indexOf('>', file.indexOf('<svg')) + 1, file.lastIndexOf('</svg>'));
	const compact = shapes.replace(/\s*\n\s*/g, '');
	drawn.set(icon, compact);
	return compact;
}

/**
 * Capitals and digits as single strokes in boxes of 12 × 18, drawn like the icons, so that a monogram needs no font
 * and looks the same everywhere.
 */
const LETTERS: Record<string, string> = {
	A: 'M0 18 6 0 12 18M2.2 11.5H9.8',
	B: 'M1 0V18H7A4.7 4.7 0 0 0 7 8.6H1M1 0H6.4A4.3 4.3 0 0 1 6.4 8.6',
	C: 'M12 3.4A6.6 9 0 1 0 12 14.6',
	D: 'M1 0V18H4.5A7.5 9 0 0 0 4.5 0Z',
	E: 'M11 0H1V18H11M1 8.8H9',
	F: 'M11 0H1V18M1 8.8H9',
	G: 'M12 3.4A6.6 9 0 1 0 12 14.6V10H7.6',
	H: 'M0.5 0V18M11.5 0V18M0.5 8.8H11.5',
	I: 'M6 0V18',
	J: 'M10.5 0V12.5A5 5.5 0 0 1 0.5 13',
	K: 'M1 0V18M11.5 0 1 10.5M4.8 7 12 18',
	L: 'M1.5 0V18H11',
	M: 'M0 18V0L6 11 12 0V18',
	N: 'M0.5 18V0L11.5 18V0',
	O: 'M6 0A6 9 0 0 1 6 18A6 9 0 0 1 6 0Z',
	P: 'M1 18V0H6.5A5 5 0 0 1 6.5 10H1',
	Q: 'M6 0A6 9 0 0 1 6 18A6 9 0 0 1 6 0ZM7.5 13 12 19',
	R: 'M1 18V0H6.5A4.8 4.8 0 0 1 6.5 9.6H1M6 9.6 11.8 18',
	S: 'M11.2 3.2C8.5-1 1-1 1 4.4C1 10 11.6 7.6 11.6 13.2C11.6 19 3.2 19.2 0.6 14.6',
	T: 'M0 0H12M6 0V18',
	U: 'M0.5 0V12A5.5 6 0 0 0 11.5 12V0',
	V: 'M0 0 6 18 12 0',
	W: 'M-1 0 2.6 18 6 5 9.4 18 13 0',
	X: 'M0.5 0 11.5 18M11.5 0 0.5 18',
	Y: 'M0 0 6 9 12 0M6 9V18',
	Z: 'M0.5 0H11.5L0.5 18H11.5',
	0: 'M6 0A5.5 9 0 0 1 6 18A5.5 9 0 0 1 6 0Z',
	1: 'M2.5 4 6.5 0V18',
	2: 'M1 4.6A5 4.8 0 1 1 9.8 8L1 18H11.5',
	3: 'M1 0H10.5L5.5 7A5.6 5.5 0 1 1 0.6 15',
	4: 'M8.5 18V0L0 12.5H12',
	5: 'M10.5 0H2.2L1.4 8A5.6 5.3 0 1 1 0.8 15.2',
	6: 'M9.5 0 2 9M6 7A5.5 5.5 0 0 1 6 18A5.5 5.5 0 0 1 6 7Z',
	7: 'M0.5 0H11.5L4.5 18',
	8: 'M6 0A4.6 4.2 0 0 1 6 8.4A4.6 4.2 0 0 1 6 0ZM6 8.4A5.6 4.8 0 0 1 6 18A5.6 4.8 0 0 1 6 8.4Z',
	9: 'M2.5 18 10 9M6 0A5.5 5.5 0 0 1 6 11A5.5 5.5 0 0 1 6 0Z',
};

/** Letters that a picture can spell, as capitals without accents; undefined when there are others among them. */
export function drawableText(text: string): string | undefined {
	const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
	return [...plain].every((letter) => letter === ' ' || LETTERS[letter]) ? plain : undefined;
}

/** The stroke of one letter in a box of 12 × 18, or undefined for a space. */
export function letterShape(letter: string): string | undefined {
	return LETTERS[letter];
}

/** The strokes of one or two letters, centred in a box of 24 × 24; a star when none can be drawn. */
export function monogramShapes(text: string): string {
	const plain = text.normalize('NFD').toUpperCase();
	const letters = [...plain].map((letter) => LETTERS[letter]).filter((path) => path !== undefined);
	const [first, second] = letters;
	if (!first) return iconShapes('star');
	if (!second) return `<path transform="translate(6 3)" stroke-width="2.4" d="${first}"/>`;
	const place = (path: string, x: number) =>
		`<path transform="translate(${x} 5.25) scale(.75)" stroke-width="2.6" d="${path}"/>`;
	return place(first, 1.25) + place(second, 13.75);
}
