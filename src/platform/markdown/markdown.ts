import { createHash } from 'node:crypto';
import type { Token } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { mathsAttributes, mathsTags } from './maths-tags.js';
import { parser } from './parser.js';

declare const sanitised: unique symbol;
/** HTML that may enter a page unescaped. Only renderMarkdown makes it; store it beside its source. */
export type SafeHtml = string & { readonly [sanitised]: true };

/** Longest source in UTF-16 code units; forms check it before they render. */
export const MARKDOWN_LIMIT = 50_000;

// One long reference used thousands of times would grow to hundreds of megabytes: such a text is shown as written.
const ATTRIBUTE_LIMIT = 1_000_000;

const TEXT_SLOTS = ['load-video', 'load-audio', 'load-picture'];
export type TextSlot = 'load-video' | 'load-audio' | 'load-picture';

const textTags = [
	'p',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'blockquote',
	'ul',
	'ol',
	'li',
	'hr',
	'br',
	'pre',
	'code',
];
const inlineTags = ['em', 'strong', 's', 'a', 'img', 'sup', 'label', 'input'];
const tableTags = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];
const embedTags = ['figure', 'figcaption', 'span', 'audio', 'video'];

const allowList: sanitizeHtml.IOptions = {
	allowedTags: [...textTags, ...inlineTags, ...tableTags, ...embedTags, ...mathsTags, 'div', 'section'],
	allowedAttributes: {
		a: ['href', 'title', 'id', 'rel', 'role'],
		img: ['src', 'alt', 'title', 'loading'],
		audio: ['controls', 'preload', 'src', 'aria-label'],
		video: ['controls', 'preload', 'src', 'aria-label'],
		input: [{ name: 'type', values: ['checkbox'] }, 'checked', 'disabled'],
		li: ['id'],
		ol: ['start'],
		pre: ['tabindex'],
		div: ['tabindex', 'role', 'aria-label'],
		span: [{ name: 'data-text', values: TEXT_SLOTS }],
		...mathsAttributes,
	},
	allowedClasses: {
		a: ['footnote-backref', 'embed-open'],
		code: [/^language-[\w+#.-]{1,40}$/],
		div: ['table-scroll', 'formula'],
		figure: ['embed', 'player'],
		hr: ['footnotes-sep'],
		input: ['task-list-item-checkbox'],
		li: ['task-list-item', 'footnote-item'],
		ol: ['footnotes-list', 'contains-task-list'],
		section: ['footnotes'],
		span: ['embed-title'],
		sup: ['footnote-ref'],
		td: [/^align-(left|center|right)$/],
		th: [/^align-(left|center|right)$/],
		ul: ['contains-task-list'],
	},
	allowedSchemes: ['http', 'https', 'mailto'],
	allowedSchemesByTag: { img: [], audio: [], video: [] },
	transformTags: {
		a: (tagName, attribs) => ({
			tagName,
			attribs: { ...attribs, ...linkRole(attribs), ...linkRel(attribs) },
		}),
		img: (tagName, attribs) => ({ tagName, attribs: { ...attribs, loading: 'lazy' } }),
		input: (tagName, attribs) => ({ tagName, attribs: { ...attribs, disabled: '' } }),
		pre: (tagName, attribs) => ({ tagName, attribs: { ...attribs, tabindex: '0' } }),
	},
};

/** Puts the page's words (such as "Load video") where stored HTML, which is of no language of its own, has room for them. */
export function fillTexts(html: string, say: (name: TextSlot) => string): string {
	if (!html.includes('<span data-text=')) return html;
	return html.replace(
		/<span data-text="(load-(?:video|audio|picture))"><\/span>/g,
		(_slot, name: TextSlot) => `<span>${parser.utils.escapeHtml(say(name))}</span>`,
	);
}

function linkRel(attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
	const external = /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(attribs['href'] ?? '');
	return external ? { rel: 'nofollow ugc noopener' } : {};
}

function linkRole(attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
	if (attribs['class'] === 'footnote-backref') return { role: 'doc-backlink' };
	return attribs['id']?.startsWith('fnref') ? { role: 'doc-noteref' } : {};
}

/**
 * Renders Markdown to sanitised HTML: headings from h2 down, no third-party picture, no script, no inline style.
 * Footnote ids start with `idPrefix`, or else with a digest of the source, so that several texts share a page.
 * Throws RangeError above MARKDOWN_LIMIT.
 */
export function renderMarkdown(source: string, options: { idPrefix?: string } = {}): SafeHtml {
	if (source.length > MARKDOWN_LIMIT)
		throw new RangeError(`Markdown is longer than ${MARKDOWN_LIMIT} characters`);
	const prefix = options.idPrefix ?? createHash('sha256').update(source).digest('hex').slice(0, 8);
	const env = { docId: prefix.replace(/[^\w-]/g, '') };
	const tokens = parser.parse(source, env);
	const tooLarge = attributeLength(tokens) > ATTRIBUTE_LIMIT;
	const html = tooLarge
		? `<pre>${parser.utils.escapeHtml(source)}</pre>`
		: parser.renderer.render(tokens, parser.options, env);
	return sanitizeHtml(html, allowList).trim() as SafeHtml;
}

function attributeLength(tokens: Token[]): number {
	let length = 0;
	for (const token of tokens) {
		for (const [, value] of token.attrs ?? []) length += String(value).length;
		if (token.children) length += attributeLength(token.children);
	}
	return length;
}

/**
 * The words of a Markdown text on one line, without code blocks, tables and footnotes, cut at a word with an ellipsis.
 * At most `limit` UTF-16 code units, never half a character.
 */
export function plainText(source: string, limit: number): string {
	const key = `${limit} ${source}`;
	let text = excerpts.get(key);
	if (text === undefined) {
		text = excerptOf(source, limit);
		if (excerpts.size >= EXCERPTS) excerpts.clear();
		if (source.length <= EXCERPT_SOURCE) excerpts.set(key, text);
	}
	return text;
}

// The same few texts are shown on page after page; parsing one again costs more than the page around it.
const EXCERPTS = 1_000;
const EXCERPT_SOURCE = 5_000;
const excerpts = new Map<string, string>();

function excerptOf(source: string, limit: number): string {
	const words: string[] = [];
	let left = limit + 1;
	for (const token of parser.parse(source.slice(0, MARKDOWN_LIMIT), {})) {
		if (token.type === 'footnote_block_open' || left <= 0) break;
		if (token.type !== 'inline' || !token.children) continue;
		const text = inlineText(token.children).replace(/\s+/g, ' ').trim();
		if (text) words.push(text);
		left -= text.length + 1;
	}
	return shorten(words.join(' '), limit);
}

function inlineText(tokens: Token[]): string {
	return tokens
		.map((token) => {
			if (['text', 'code_inline', 'maths'].includes(token.type)) return token.content;
			if (token.type === 'image') return inlineText(token.children ?? []);
			return token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : '';
		})
		.join('');
}

// Making one costs more than using it.
const letters = new Intl.Segmenter();

function shorten(text: string, limit: number): string {
	if (text.length <= limit) return text;
	let cut = '';
	for (const { segment } of letters.segment(text)) {
		if (cut.length + segment.length >= limit) break;
		cut += segment;
	}
	const space = text[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ');
	return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
