import type { MarkdownIt as Parser, StateCore, Token } from 'markdown-it';
import { type Embed, embedOf, pictureOf } from './embed.js';

interface Found {
	embed: Embed;
	href: string;
	/** What the author calls it; empty for a bare address. */
	title: string;
}

/**
 * A paragraph that is nothing but the address of something to watch, hear or see becomes a card with a link to
 * `/embed`: no third party is asked before the reader clicks.
 */
export function addEmbedCards(md: Parser): void {
	const cards = new WeakMap<Token, Found>();
	md.core.ruler.push('embed-cards', (state) => {
		for (let i = 0; i + 2 < state.tokens.length; i++) {
			const [open, inline] = state.tokens.slice(i, i + 2);
			// In a tight list the paragraphs are hidden: a list of links stays one.
			if (open?.type !== 'paragraph_open' || open.hidden || !inline?.children) continue;
			const found = cardOf(soleLink(inline.children)) ?? solePicture(md, state, inline.children);
			if (!found) continue;
			const token = card(state, found.href);
			cards.set(token, found);
			state.tokens.splice(i, 3, token);
		}
	});
	md.renderer.rules['embed'] = (tokens, index) => {
		const token = tokens[index];
		const found = token && cards.get(token);
		return found ? cardHtml(found, md.utils.escapeHtml) : '';
	};
}

function card(state: StateCore, href: string): Token {
	const token = new state.Token('embed', 'figure', 0);
	token.block = true;
	// Counted by the limit on the length of attributes.
	token.attrs = [['href', href]];
	return token;
}

/** The address and the words of a link, if there is nothing else; no words where the address stands as such. */
export function soleLink(children: Token[]): Omit<Found, 'embed'> | undefined {
	const [open] = children;
	const last = children.at(-1);
	const links = children.filter(({ type }) => type === 'link_open').length;
	if (open?.type !== 'link_open' || last?.type !== 'link_close' || links !== 1) return undefined;
	const inside = children.slice(1, -1);
	if (!inside.every(({ type }) => type === 'text' || type === 'code_inline')) return undefined;
	const href = String(open.attrGet('href') ?? '');
	const isBare = open.markup === 'autolink' || open.markup === 'linkify';
	return { href, title: isBare ? '' : inside.map(({ content }) => content).join('') };
}

function cardOf(link: Omit<Found, 'embed'> | undefined): Found | undefined {
	const embed = link && embedOf(link.href);
	return embed && { embed, ...link };
}

function solePicture(md: Parser, { env }: StateCore, children: Token[]): Found | undefined {
	const [image, ...others] = children;
	if (image?.type !== 'image' || others.length > 0) return undefined;
	const href = String(image.attrGet('src') ?? '');
	const embed = pictureOf(href);
	const title = md.renderer.renderInlineAsText(image.children ?? [], md.options, env);
	return embed && { embed, href, title };
}

function cardHtml({ embed, href, title }: Found, escaped: (text: string) => string): string {
	const { kind, provider } = embed;
	const shown = readable(href);
	const name = title ? `<span class="embed-title">${escaped(title)}</span>` : '';
	return (
		`<figure class="embed"><a class="embed-open" href="/embed?url=${encodeURIComponent(href)}">` +
		`<span data-text="load-${kind}"></span>${name}</a>` +
		`<figcaption>${escaped(provider)} · <a href="${escaped(href)}">${escaped(shown)}</a></figcaption></figure>\n`
	);
}

function readable(href: string): string {
	const address = href.replace(/^https:\/\/(www\.)?/, '').replace(/\/$/, '');
	return address.length > 60 ? `${address.slice(0, 59)}…` : address;
}
