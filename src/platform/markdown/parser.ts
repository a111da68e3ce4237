import MarkdownIt, { type MarkdownIt as Parser, type StateCore, type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import taskLists from 'markdown-it-task-lists';
import { addEmbedCards } from './embed-cards.js';
import { addMaths } from './maths.js';
import { addPlayers } from './players.js';

const scheme = /^[a-z][a-z0-9+.-]*:/i;
const safeScheme = /^(https?|mailto):/i;
const ownImage = /^\/files\/[\w-]+\/[\w.-]+$/;

/**
 * CommonMark with tables, strikethrough, bare links, task lists, footnotes, formulas, players for uploaded sound and
 * film, and cards for what can be embedded; raw HTML stays text.
 */
export const parser = createParser();

function createParser(): Parser {
	const md = new MarkdownIt({ html: false, linkify: true });
	// Bare host names would turn `README.md` and `main.rs` into links, so only written-out addresses are linked.
	md.linkify.set({ fuzzyLink: false });
	md.linkify.add('//', null).add('ftp:', null);
	md.validateLink = (url) => !scheme.test(url.trim()) || safeScheme.test(url.trim());
	md.use(footnotes);
	// The label gives each checkbox its task as accessible name, whatever the language.
	md.use(taskLists, { label: true });
	addMaths(md);
	addEmbedCards(md);
	addPlayers(md);
	md.core.ruler.push('house-rules', applyHouseRules);
	addTableFrame(md);
	return md;
}

function applyHouseRules(state: StateCore): void {
	nestHeadings(state.tokens);
	for (const token of state.tokens) {
		if (token.type === 'th_open' || token.type === 'td_open') alignByClass(token);
		if (token.children) token.children = replaceForeignImages(state, token.children);
	}
}

/** The page owns h1: a text starts at h2, whatever its author starts with, and leaves no level out. */
function nestHeadings(tokens: Token[]): void {
	const headings = tokens.filter(({ type }) => type === 'heading_open' || type === 'heading_close');
	const top = Math.min(...headings.map(({ tag }) => Number(tag.slice(1))));
	let level = 1;
	for (const token of headings) {
		if (token.type === 'heading_open') level = Math.min(Number(token.tag.slice(1)) - top + 2, level + 1, 6);
		token.tag = `h${level}`;
	}
}

/** The content security policy forbids style attributes. */
function alignByClass(token: Token): void {
	const side = /^text-align:(left|center|right)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
	token.attrs = side ? [['class', `align-${side}`]] : null;
}

/** A page makes no request to a third party: a picture from elsewhere becomes a link to it. */
function replaceForeignImages(state: StateCore, children: Token[]): Token[] {
	let linkDepth = 0;
	return children.flatMap((token) => {
		if (token.type === 'link_open') linkDepth++;
		if (token.type === 'link_close') linkDepth--;
		const src = String(token.attrGet('src') ?? '');
		if (token.type !== 'image' || ownImage.test(src)) return [token];
		const text = new state.Token('text', '', 0);
		text.content =
			state.md.renderer.renderInlineAsText(token.children ?? [], state.md.options, state.env) || src;
		if (linkDepth > 0) return [text];
		const open = new state.Token('link_open', 'a', 1);
		open.attrSet('href', src);
		return [open, text, new state.Token('link_close', 'a', -1)];
	});
}

/** A wide table scrolls inside its frame, by keyboard too; the frame is named after the column headings. */
function addTableFrame(md: Parser): void {
	md.renderer.rules['table_open'] = (tokens, index, options, env) => {
		const headings: string[] = [];
		for (let i = index; i < tokens.length && tokens[i]?.type !== 'thead_close'; i++) {
			const children = tokens[i]?.children;
			if (children) headings.push(md.renderer.renderInlineAsText(children, options, env).trim());
		}
		const label = md.utils.escapeHtml(headings.filter(Boolean).join(', '));
		const name = label ? ` role="group" aria-label="${label}"` : '';
		return `<div class="table-scroll" tabindex="0"${name}>\n<table>\n`;
	};
	md.renderer.rules['table_close'] = () => '</table>\n</div>\n';
}
