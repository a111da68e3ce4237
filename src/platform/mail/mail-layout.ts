import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { I18n } from '../i18n/i18n.js';
import type { MailMessage } from './mail-message.js';

const TEXT_WIDTH = 72;
const folder = join('views', 'mail');

const htmlLayout = Handlebars.compile(readFileSync(join(folder, 'layout.hbs'), 'utf8'));
const textLayout = Handlebars.compile(readFileSync(join(folder, 'layout.txt.hbs'), 'utf8'), {
	noEscape: true,
});

/** Both bodies of a mail, made from one message: HTML, and text wrapped at 72 columns with full links. */
export function renderMail(
	message: MailMessage,
	site: { name: string; url: string },
	i18n: I18n,
): { text: string; html: string } {
	const model = {
		...message,
		site,
		greeting: i18n.t(message.locale, 'mail.greeting', { name: oneLine(message.to.name) }),
		unsubscribe: i18n.t(message.locale, 'mail.unsubscribe'),
	};
	const text = textLayout({
		...model,
		paragraphs: message.paragraphs.map((paragraph) => wrap(paragraph, '')),
		quote: message.quote && wrap(message.quote, '> '),
		reason: wrap(message.reason, ''),
	});
	return { text: `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`, html: htmlLayout(model) };
}

/** A header's worth of text: a line break in a name or a title would begin a new header. */
export function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** Each line broken between words at 72 columns, with `prefix` before each piece. A long address stays whole. */
function wrap(text: string, prefix: string): string {
	return text
		.split(/\r\n?|\n/)
		.map((line) => wrapLine(line, prefix))
		.join('\n');
}

function wrapLine(line: string, prefix: string): string {
	const lines: string[] = [];
	let current = prefix;
	for (const word of line.split(/[ \t]+/).filter(Boolean)) {
		if (current.length > prefix.length && current.length + word.length + 1 > TEXT_WIDTH) {
			lines.push(current);
			current = prefix;
		}
		current += current.length > prefix.length ? ` ${word}` : word;
	}
	return [...lines, current.trimEnd()].join('\n');
}
