import { type Note, note } from './archive-note.js';
import { htmlToMarkdown } from './html-to-markdown.js';

/** Says where a link leads from now on; undefined when it leads nowhere, so that only its words stay. */
export type Resolve = (address: string) => string | undefined;

/** The Markdown of a Jekyll page in ours: Liquid carried out or dropped, HTML as Markdown, links resolved. */
export function fromJekyll(
	source: string,
	file: string,
	resolve: Resolve,
): { markdown: string; notes: Note[] } {
	const notes: Note[] = [];
	const hidden = new Hidden();
	const plain = liquid(source.replace(/[\uE000\uE001]/g, ''), hidden, (tag) =>
		notes.push(note('liquid', file, { tag: tag.slice(0, 80) })),
	);
	const html = hideCode(plain, hidden).replace(/\{::?[^{}\n]*\}/g, '');
	const markdown = htmlToMarkdown(html, (kind, tag) => notes.push(note(kind, file, { tag })));
	const linked = rewriteLinks(markdown, (address) =>
		/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address) ? address : resolve(address),
	);
	const tidy = linked.replace(/^[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n');
	return { markdown: hidden.show(tidy).trim(), notes };
}

/** Parts of a text that the next steps must not touch, each a number between two private characters. */
class Hidden {
	readonly #parts: string[] = [];

	hide(part: string): string {
		return `\uE000${this.#parts.push(part) - 1}\uE001`;
	}

	show(text: string): string {
		let shown = text;
		// A hidden piece of code may itself hold hidden Liquid.
		for (let depth = 0; depth < 2; depth++)
			shown = shown.replace(/\uE000(\d+)\uE001/g, (_mark, index: string) => this.#parts[Number(index)] ?? '');
		return shown;
	}
}

const LIQUID = /\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}/g;
const SITE_ADDRESS = /^\{\{-?\s*site\.(baseurl|url)\s*-?\}\}$/;
const QUOTED_ADDRESS =
	/^\{\{-?\s*["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.baseurl)\s*-?\}\}$/;
const LINK_TAG = /^\{%-?\s*(?:link|post_url)\s+(\S+?)\s*-?%\}$/;
const HIGHLIGHT = /^\{%-?\s*highlight\s+([\w+-]+)[^%]*%\}$/;

function liquid(source: string, hidden: Hidden, report: (tag: string) => void): string {
	let inside: 'raw' | 'comment' | undefined;
	let end = 0;
	let text = '';
	for (const { 0: tag, index } of source.matchAll(LIQUID)) {
		const word = /^\{%-?\s*(\w+)/.exec(tag)?.[1];
		if (inside !== 'comment') text += source.slice(end, index);
		end = index + tag.length;
		if (inside !== undefined) {
			if (word === `end${inside}`) inside = undefined;
			else if (inside === 'raw') text += hidden.hide(tag);
		} else if (word === 'raw' || word === 'comment') inside = word;
		else text += replacement(tag, word, report);
	}
	return inside === 'comment' ? text : text + source.slice(end);
}

function replacement(tag: string, word: string | undefined, report: (tag: string) => void): string {
	if (SITE_ADDRESS.test(tag)) return '';
	if (word === 'endhighlight') return '```';
	const language = HIGHLIGHT.exec(tag)?.[1];
	if (language !== undefined) return `\`\`\`${language}`;
	const address = QUOTED_ADDRESS.exec(tag)?.[1] ?? linked(LINK_TAG.exec(tag)?.[1]);
	if (address === undefined) report(tag);
	return address ?? '';
}

function linked(path: string | undefined): string | undefined {
	return path === undefined ? undefined : `/${path.replace(/^\//, '')}`;
}

function hideCode(text: string, hidden: Hidden): string {
	const lines: string[] = [];
	let fence: { mark: string; lines: string[] } | undefined;
	for (const line of text.split('\n')) {
		const mark = /^\s*(?:>\s?)*(`{3,}|~{3,})/.exec(line)?.[1];
		if (fence) {
			fence.lines.push(line);
			if (!mark?.startsWith(fence.mark)) continue;
			lines.push(hidden.hide(fence.lines.join('\n')));
			fence = undefined;
		} else if (mark) fence = { mark, lines: [line] };
		else lines.push(hideInlineCode(line, hidden));
	}
	if (fence) lines.push(hidden.hide(fence.lines.join('\n')));
	return lines.join('\n');
}

function hideInlineCode(line: string, hidden: Hidden): string {
	return line.replace(/(?<!`)(`{1,8})(?!`).+?(?<!`)\1(?!`)/g, (code) => hidden.hide(code));
}

const WORDS = String.raw`((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)`;
const ADDRESS = String.raw`(<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)?)`;
const INLINE = new RegExp(
	String.raw`(!?)\[${WORDS}\]\(\s*${ADDRESS}((?:\s+(?:"[^"\n]*"|'[^'\n]*'))?)\s*\)`,
	'g',
);
const DEFINITION = /^( {0,3}\[[^\]\n]+\]:\s*)(\S+)/gm;

function rewriteLinks(markdown: string, resolve: Resolve): string {
	return markdown
		.replace(INLINE, (_link, image: string, words: string, address: string, title: string) => {
			const text = image ? words : rewriteLinks(words, resolve);
			const target = resolve(address.replace(/^<|>$/g, ''));
			if (target === undefined) return text;
			return `${image}[${text}](${/[\s()]/.test(target) ? `<${target}>` : target}${title})`;
		})
		.replace(DEFINITION, (line, start: string, address: string) => {
			const target = resolve(address.replace(/^<|>$/g, ''));
			return target === undefined ? line : `${start}${target}`;
		});
}
