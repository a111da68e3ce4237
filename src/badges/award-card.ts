import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { renderAsync } from '@resvg/resvg-js';
import { ACCENT_INKS } from './card-inks.js';
import { type BadgeColour, escapeXml } from '../credentials/badge-picture.js';

export const CARD_SIZE = { width: 1_200, height: 630 } as const;

/** What stands on the card that other sites show when somebody links to an award. */
export interface AwardCard {
	badge: string;
	person: string;
	/** Site, school or course and date: one line. */
	footer: string;
	awardedTo: string;
	/** That the award does not count any more; empty while it does. */
	notice: string;
	colour: BadgeColour;
	/** The badge's picture as PNG. */
	picture: Buffer;
}

const LEFT = 560;
/**
 * Source Sans 3 with Latin, Greek and Cyrillic letters, made from the same source as the site's own fonts: the program
 * that draws the card reads neither WOFF nor variable fonts.
 */
const FONTS = ['public/fonts/card-regular.ttf', 'public/fonts/card-bold.ttf'];

const REMEMBERED = 100;

/** Cards as PNG of 1200 × 630: drawn once (about 40 ms, on another thread) for as long as they show the same. */
@Injectable()
export class AwardCards {
	private readonly drawn = new Map<string, Promise<Buffer>>();

	png(card: AwardCard): Promise<Buffer> {
		const svg = cardSvg(card);
		const key = createHash('sha256').update(svg).digest('base64url');
		const known = this.drawn.get(key);
		if (known) return known;
		const png = draw(svg, card);
		const [oldest] = this.drawn.keys();
		if (this.drawn.size >= REMEMBERED && oldest !== undefined) this.drawn.delete(oldest);
		this.drawn.set(key, png);
		png.catch(() => this.drawn.delete(key));
		return png;
	}
}

async function draw(svg: string, { badge, person, footer }: AwardCard): Promise<Buffer> {
	// For other scripts the machine's own fonts are tried.
	const loadSystemFonts = ![badge, person, footer].every(hasLetters);
	const font = { fontFiles: FONTS, loadSystemFonts, defaultFontFamily: 'Kunlerni Card' };
	return (await renderAsync(svg, { font })).asPng();
}

/** Whether the card's own font has all letters of a text. */
export function hasLetters(text: string): boolean {
	return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{M}]*$/u.test(text);
}

function cardSvg({ badge, person, footer, awardedTo, notice, colour, picture }: AwardCard): string {
	const { ink, wash } = ACCENT_INKS[colour];
	const title = lines(badge, 20, 3);
	const size = title.length > 2 ? 58 : 68;
	const top = 330 - ((title.length - 1) * size * 1.1) / 2;
	const text = (y: number, content: string, style: string) =>
		`<text x="${LEFT}" y="${y}" ${style}>${escapeXml(content)}</text>`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CARD_SIZE.width} ${CARD_SIZE.height}" width="${CARD_SIZE.width}" font-family="Kunlerni Card">`,
		`<rect width="1200" height="630" fill="#fbf8f1"/><rect width="480" height="630" fill="${wash}"/>`,
		`<rect x="480" width="8" height="630" fill="${ink}"/>`,
		`<image x="60" y="135" width="360" height="360"${notice ? ' opacity="0.4"' : ''} href="data:image/png;base64,${picture.toString('base64')}"/>`,
		text(top - size - 84, awardedTo, 'font-size="28" fill="#655c50"'),
		text(top - size - 30, lines(person, 28, 1)[0] ?? '', `font-size="46" fill="${ink}"`),
		...title.map((line, index) =>
			text(top + index * size * 1.1, line, `font-size="${size}" font-weight="700" fill="#26211d"`),
		),
		notice && `<rect x="488" width="712" height="84" fill="#8f2d1f"/>`,
		notice && text(54, notice, 'font-size="34" font-weight="700" fill="#fff"'),
		text(570, lines(footer, 48, 1)[0] ?? '', 'font-size="26" fill="#655c50"'),
		'</svg>',
	].join('');
}

/** Breaks between words; what does not fit ends in an ellipsis. */
function lines(text: string, width: number, count: number): string[] {
	const found: string[] = [];
	for (const word of text.replace(/\s+/g, ' ').trim().split(' ')) {
		const last = found.at(-1);
		if (last !== undefined && [...`${last} ${word}`].length <= width)
			found[found.length - 1] = `${last} ${word}`;
		else found.push(word);
	}
	const kept = found.slice(0, count);
	return kept.map((line, index) => {
		const isCut = [...line].length > width || (index === count - 1 && found.length > count);
		return isCut ? `${[...line].slice(0, width - 1).join('')}…` : line;
	});
}
