import katex from 'katex';
import type { MarkdownIt as Parser, StateBlock, StateInline } from 'markdown-it';

/** Longest formula in UTF-16 code units, and the most formulas of one text; what is beyond stays as written. */
const LONGEST = 2_000;
const MOST = 300;
/** All formulas of one text together may become this much HTML. */
const MOST_HTML = 400_000;

/**
 * Commands that make commands, and TeX's inner ones, whose names hold an @: with them a short text grows to millions
 * of letters, which takes minutes.
 */
const DEFINING = /\\(?:[a-z]*@|(?:[egx]?def|(?:future)?let|(?:re)?newcommand|providecommand)(?![a-z]))/i;

interface Spent {
	formulas?: number;
	formulaHtml?: number;
}

/** `$…$` in a line and `$$…$$` as a block of its own, as MathML; a formula that TeX would refuse is shown as code. */
export function addMaths(md: Parser): void {
	md.inline.ruler.before('escape', 'maths', inlineFormula);
	md.block.ruler.before('fence', 'maths', blockFormula, {
		alt: ['paragraph', 'reference', 'blockquote', 'list'],
	});
	const escaped = md.utils.escapeHtml;
	md.renderer.rules['maths'] = (tokens, index, _options, env) =>
		formulaHtml(tokens[index]?.content ?? '', tokens[index]?.block ?? false, (env ?? {}) as Spent, escaped);
}

/** As in Pandoc: no space inside the dollars, no digit after the last, so that prices stay prices. */
function inlineFormula(state: StateInline, silent: boolean): boolean {
	const { src, pos, posMax } = state;
	if (src[pos] !== '$') return false;
	const width = src[pos + 1] === '$' ? 2 : 1;
	const start = pos + width;
	if (start >= posMax || /\s/.test(src[start] ?? ' ')) return false;
	const end = closing(src, start, Math.min(posMax, start + LONGEST), width);
	if (end < 0) return false;
	if (!silent) {
		const token = state.push('maths', 'math', 0);
		token.content = src.slice(start, end);
		token.block = width === 2;
	}
	state.pos = end + width;
	return true;
}

function closing(src: string, start: number, limit: number, width: number): number {
	for (let i = start; i < limit; i++) {
		if (src[i] === '\\') i++;
		else if (src[i] === '$') {
			const isDouble = src[i + 1] === '$';
			const isClosing = width === 2 ? isDouble : !isDouble && !/\d/.test(src[i + 1] ?? '');
			if (isClosing && i > start && !/\s/.test(src[i - 1] ?? '')) return i;
			if (width === 1) return -1;
		}
	}
	return -1;
}

/** From a line that begins with `$$` to the first that ends with it. */
function blockFormula(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
	const lineAt = (line: number) =>
		state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
	if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
	const first = lineAt(startLine);
	if (!first.startsWith('$$')) return false;
	const lines = [first.slice(2)];
	let line = startLine;
	for (let length = 0; !lines.at(-1)?.endsWith('$$') || (line === startLine && first === '$$'); ) {
		line++;
		if (line >= endLine || (state.sCount[line] ?? 0) < state.blkIndent || length > LONGEST) return false;
		const next = lineAt(line);
		lines.push(next);
		length += next.length;
	}
	const content = lines.join('\n').slice(0, -2).trim();
	if (!content || content.length > LONGEST || content.includes('$$')) return false;
	if (silent) return true;
	const token = state.push('maths', 'math', 0);
	token.block = true;
	token.content = content;
	token.map = [startLine, line + 1];
	state.line = line + 1;
	return true;
}

function formulaHtml(tex: string, isBlock: boolean, env: Spent, escaped: (text: string) => string): string {
	env.formulas = (env.formulas ?? 0) + 1;
	const html = env.formulas <= MOST && (env.formulaHtml ?? 0) <= MOST_HTML ? mathMl(tex, isBlock) : undefined;
	env.formulaHtml = (env.formulaHtml ?? 0) + (html?.length ?? 0);
	const shown = html ?? `<code>${escaped(isBlock ? `$$${tex}$$` : `$${tex}$`)}</code>`;
	return isBlock ? `<div class="formula" tabindex="0">${shown}</div>\n` : shown;
}

/** Undefined when TeX would refuse the formula, or when it grows beyond measure. */
function mathMl(tex: string, displayMode: boolean): string | undefined {
	if (DEFINING.test(tex)) return undefined;
	try {
		const html = katex.renderToString(tex, {
			displayMode,
			output: 'mathml',
			throwOnError: true,
			trust: false,
			strict: 'ignore',
			maxExpand: 200,
			maxSize: 20,
		});
		// The source of the formula would be read out after it, and doubles its length.
		const math = /<math[\s\S]*<\/math>/.exec(html)?.[0].replace(/<annotation[\s\S]*?<\/annotation>/g, '');
		return math && math.length <= MOST_HTML ? math : undefined;
	} catch {
		return undefined;
	}
}
