import { TITLE_LIMIT } from './task.form.js';

export const LINES_LIMIT = 100;
const LONGEST_ADDRESS = 2_000;
/** With room for the longest address, its title and what may stand around them. */
const LONGEST_LINE = 3_000;

export interface LinkTask {
	title: string;
	/** The link in angle brackets, which Markdown takes as it is; empty for a line without one. */
	body: string;
}

/** What is wrong with a line; `line` counts from 1, empty lines included. */
export interface LineProblem {
	line: number;
	problem: 'title' | 'scheme' | 'address';
}

export type LinkList =
	| { ok: true; tasks: LinkTask[] }
	| { ok: false; problem: 'none' | 'many' | 'lines'; lines: LineProblem[] };

const BULLET = /^(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ x]\]\s+)?/i;
const MARKDOWN_LINK = /^(.*?)\[([^[\]]+)\]\(\s*<?([^\s>]+?)>?(?:\s+"[^"]*")?\s*\)(.*)$/;
const ADDRESS = /<?((?:https?|ftp|javascript|data|file|mailto):[^\s<>]+)>?/i;
// Each run of marks is tried once, from its beginning: thousands of them would take minutes otherwise.
const BETWEEN = /^[\s:;,.|–—-]+|(?<![\s:;,.|–—-])[\s:;,.|–—-]+$/g;
const FULL_STOP = /(?<![.,;:!?])[.,;:!?]+$/;

/** One task for each line that is not empty; every line that cannot be one is named. */
export function readLinkList(text: string): LinkList {
	const lines = text.split('\n').map((line, index) => ({ line: index + 1, text: line.trim() }));
	const written = lines.filter((line) => line.text !== '');
	if (written.length === 0) return { ok: false, problem: 'none', lines: [] };
	if (written.length > LINES_LIMIT) return { ok: false, problem: 'many', lines: [] };
	const read = written.map(({ line, text: each }) => ({ line, result: readLine(each) }));
	const problems = read.flatMap(({ line, result }) =>
		typeof result === 'string' ? [{ line, problem: result }] : [],
	);
	if (problems.length > 0) return { ok: false, problem: 'lines', lines: problems };
	return {
		ok: true,
		tasks: read.flatMap(({ result }) => (typeof result === 'string' ? [] : [result])),
	};
}

function readLine(line: string): LinkTask | LineProblem['problem'] {
	if (line.length > LONGEST_LINE) return ADDRESS.test(line) ? 'address' : 'title';
	const text = line.replace(BULLET, '');
	const link = MARKDOWN_LINK.exec(text);
	if (link) {
		const [, before = '', label = '', address = '', after = ''] = link;
		return task(`${before}${label}${after}`, address);
	}
	const found = ADDRESS.exec(text);
	if (!found) return task(text, '');
	const address = withoutFullStop(found[1] ?? '');
	return task(text.replace(address, ' ').replaceAll(/<\s*>|\(\s*\)|\[\s*\]/g, ' '), address);
}

function task(words: string, address: string): LinkTask | LineProblem['problem'] {
	if (address.length > LONGEST_ADDRESS) return 'address';
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (address && !/^https?:$/.test(url?.protocol ?? '')) return 'scheme';
	const title = words.replace(/\s+/g, ' ').replace(BETWEEN, '') || (url ? readable(url) : '');
	if (title.length > TITLE_LIMIT || title === '') return 'title';
	return { title, body: url ? `<${url.href}>` : '' };
}

/** Sentence marks after an address are not part of it, unless a bracket was opened inside. */
function withoutFullStop(address: string): string {
	const bare = address.replace(FULL_STOP, '');
	return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare;
}

/** "Getting started (developer.mozilla.org)" for https://developer.mozilla.org/en-US/docs/Getting_started.html */
function readable(url: URL): string {
	const host = url.hostname.replace(/^www\./, '');
	const last = url.pathname.split('/').filter(Boolean).at(-1) ?? '';
	const words = decoded(last)
		.replace(/\.(html?|php|aspx?|pdf|md)$/i, '')
		.replace(/[-_+]+/g, ' ')
		.trim();
	const isTelling = /\p{L}{3}/u.test(words) && !/^(watch|index|view|details)$/i.test(words);
	const name = words.charAt(0).toUpperCase() + words.slice(1);
	const title = isTelling ? `${name} (${host})` : `${host}${url.pathname === '/' ? '' : url.pathname}`;
	return title.length > TITLE_LIMIT ? `${title.slice(0, TITLE_LIMIT - 1)}…` : title;
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
