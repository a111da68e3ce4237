import type { MarkdownIt as Parser, Token } from 'markdown-it';
import { soleLink } from './embed-cards.js';

const ownSound = /^\/files\/[\w-]+\/[\w.-]+\.(?:mp3|ogg)$/;
const ownFilm = /^\/files\/[\w-]+\/[\w.-]+\.(?:mp4|webm)$/;

/**
 * A paragraph that is nothing but a link to an uploaded sound or film becomes a player, with the link below it. The file
 * is on this site, so nobody else is asked; nothing plays by itself.
 */
export function addPlayers(md: Parser): void {
	md.core.ruler.push('players', (state) => {
		for (let i = 0; i + 2 < state.tokens.length; i++) {
			const [open, inline] = state.tokens.slice(i, i + 2);
			if (open?.type !== 'paragraph_open' || open.hidden || !inline?.children) continue;
			const link = soleLink(inline.children);
			const tag =
				link && (ownSound.test(link.href) ? 'audio' : ownFilm.test(link.href) ? 'video' : undefined);
			if (!tag) continue;
			const token = new state.Token('player', tag, 0);
			token.block = true;
			token.attrs = [['src', link.href]];
			token.content = link.title;
			state.tokens.splice(i, 3, token);
		}
	});
	md.renderer.rules['player'] = (tokens, index) => {
		const token = tokens[index];
		return token ? playerHtml(token, md.utils.escapeHtml) : '';
	};
}

function playerHtml(token: Token, escaped: (text: string) => string): string {
	const src = escaped(String(token.attrGet('src') ?? ''));
	const name = escaped(token.content);
	return (
		`<figure class="player"><${token.tag} controls preload="metadata" src="${src}" aria-label="${name}"></${token.tag}>` +
		`<figcaption><a href="${src}">${name}</a></figcaption></figure>\n`
	);
}
