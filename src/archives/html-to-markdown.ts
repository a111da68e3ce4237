export type Report = (kind: 'html' | 'embed', tag: string) => void;

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[\s/][^<>]*)?)>/g;
const ATTRIBUTE = /(?<![\w-])([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

const MARKS = new Map(
	Object.entries({
		b: '**',
		strong: '**',
		i: '*',
		em: '*',
		s: '~~',
		del: '~~',
		strike: '~~',
		code: '`',
		kbd: '`',
		tt: '`',
	}),
);
const INLINE = new Set('abbr big button center cite font label mark q small span sub sup time u'.split(' '));
const BLOCK = new Set(
	'address article aside blockquote body details div dl dd dt fieldset figcaption figure footer form header html main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
		' ',
	),
);
const LOSSY = new Set(['table', 'form', 'input', 'select', 'textarea', 'object', 'embed', 'canvas', 'svg']);
const UNSEEN = ['script', 'style', 'noscript', 'template', 'svg', 'object', 'select', 'canvas'];
const MEDIA = new Set(['video', 'audio', 'source']);

/** An element whose words are being collected. */
interface Open {
	name: string;
	href: string;
	text: string;
}

/**
 * Markdown in which the HTML that people mix into it has become Markdown, for ours shows raw HTML as text. Code must be
 * hidden from it. Tags that are no HTML stay as they are.
 */
export function htmlToMarkdown(source: string, report: Report): string {
	const html = dedented(withoutUnseen(withoutBetween(source, '<!--', '-->'), report));
	const open: Open[] = [{ name: '', href: '', text: '' }];
	const write = (text: string) => {
		const last = open.at(-1);
		if (last) last.text += text;
	};
	let end = 0;
	for (const match of html.matchAll(TAG)) {
		const [tag, slash, rawName = '', attributes = ''] = match;
		const name = rawName.toLowerCase();
		write(html.slice(end, match.index));
		end = match.index + tag.length;
		if (LOSSY.has(name) && !slash) report('html', name);
		if (isWrapper(name)) {
			if (slash) close(open, name);
			else open.push({ name, href: attribute(attributes, 'href'), text: '' });
		} else write(slash ? closing(name, tag) : opening(name, attributes, tag, report));
	}
	write(html.slice(end));
	while (open.length > 1) close(open, open.at(-1)?.name ?? '');
	return open[0]?.text ?? '';
}

function isWrapper(name: string): boolean {
	return name === 'a' || name === 'summary' || name === 'li' || /^h[1-6]$/.test(name) || MARKS.has(name);
}

function close(open: Open[], name: string): void {
	if (!open.some((element, index) => index > 0 && element.name === name)) return;
	for (;;) {
		const element = open.pop();
		const parent = open.at(-1);
		if (!element || !parent) return;
		parent.text += wrapped(element);
		if (element.name === name) return;
	}
}

function wrapped({ name, href, text }: Open): string {
	const words = text.trim();
	if (words === '') return text;
	if (name === 'a') return href === '' ? text : `[${words}](${destination(href)})`;
	if (name === 'summary') return `\n\n**${words}**\n\n`;
	if (name === 'li') return `\n- ${words}`;
	const level = /^h([1-6])$/.exec(name)?.[1];
	if (level) return `\n\n${'#'.repeat(Number(level))} ${words}\n\n`;
	const mark = MARKS.get(name) ?? '';
	return `${mark}${words}${mark}`;
}

function opening(name: string, attributes: string, tag: string, report: Report): string {
	const src = attribute(attributes, 'src');
	if (name === 'br') return '\n';
	if (name === 'hr') return '\n\n---\n\n';
	if (name === 'img') return image(src, attribute(attributes, 'alt'));
	if (name === 'iframe') return embedded(src, report);
	if (MEDIA.has(name)) return src === '' ? '' : `\n\n[${src.split('/').at(-1)}](${destination(src)})\n\n`;
	if (BLOCK.has(name)) return '\n';
	return INLINE.has(name) || LOSSY.has(name) ? '' : tag;
}

function closing(name: string, tag: string): string {
	if (BLOCK.has(name)) return '\n';
	return INLINE.has(name) || LOSSY.has(name) || MEDIA.has(name) || name === 'iframe' || name === 'img'
		? ''
		: tag;
}

function image(src: string, alt: string): string {
	return src === '' ? alt : `![${alt.replace(/[[\]\\]/g, '')}](${destination(src)})`;
}

/** The page of the video stands for it: its link is what the page then offers to play. */
function embedded(src: string, report: Report): string {
	const address = src.replace(/^\/\//, 'https://');
	if (!/^https?:\/\//i.test(address)) return '';
	const youTube = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+)/i.exec(address)?.[1];
	if (youTube) return `\n\nhttps://www.youtube.com/watch?v=${youTube}\n\n`;
	const vimeo = /^https?:\/\/player\.vimeo\.com\/video\/(\d+)/i.exec(address)?.[1];
	if (vimeo) return `\n\nhttps://vimeo.com/${vimeo}\n\n`;
	report('embed', address.slice(0, 200));
	return `\n\n<${address.replace(/[<>\s]/g, '')}>\n\n`;
}

function destination(address: string): string {
	const clean = address.trim().replace(/[<>\n]/g, '');
	return /[\s()]/.test(clean) ? `<${clean}>` : clean;
}

function attribute(attributes: string, wanted: string): string {
	for (const [, name, ...values] of attributes.matchAll(ATTRIBUTE)) {
		if (name?.toLowerCase() === wanted) return values.find((value) => value !== undefined) ?? '';
	}
	return '';
}

function withoutUnseen(source: string, report: Report): string {
	return UNSEEN.reduce((html, name) => {
		const start = new RegExp(`<${name}(?=[\\s>])`, 'i');
		if (!start.test(html)) return html;
		report('html', name);
		return withoutBetween(html, `<${name}`, `</${name}>`);
	}, source);
}

function withoutBetween(text: string, start: string, end: string): string {
	const lower = text.toLowerCase();
	let kept = '';
	let from = 0;
	for (;;) {
		const begin = lower.indexOf(start, from);
		const stop = begin < 0 ? -1 : lower.indexOf(end, begin + start.length);
		if (stop < 0) return kept + text.slice(from);
		kept += text.slice(from, begin);
		from = stop + end.length;
	}
}

/** Four spaces before a tag would make code of what it turns into; three keep it inside a list. */
function dedented(html: string): string {
	return html.replace(/^[ \t]{4,}(?=<\/?[a-zA-Z])/gm, '   ');
}
