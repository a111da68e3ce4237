import { diffLines, diffWordsWithSpace } from 'diff';

export interface Part {
	kind: 'same' | 'old' | 'new';
	text: string;
}

/** A stretch of two texts: equal, equal and left out (so many lines), or changed, told word by word. */
export type Stretch =
	| { kind: 'same'; text: string }
	| { kind: 'skipped'; lines: number }
	| { kind: 'changed'; parts: Part[] };

/** Equal lines shown on each side of a change. */
const AROUND = 2;
/** Two texts that have little in common would be compared for minutes. */
const PATIENCE_MS = 400;

/**
 * What became of `before` in `after`: first by lines, then word by word within the lines that changed. Two texts that
 * take too long to compare are told as one change. Empty when they are equal.
 */
export function diffTexts(before: string, after: string): Stretch[] {
	if (before === after) return [];
	const end = performance.now() + PATIENCE_MS;
	const lines = diffLines(before, after, { timeout: PATIENCE_MS }) ?? [
		{ value: before, removed: true, added: false },
		{ value: after, removed: false, added: true },
	];
	const stretches: Stretch[] = [];
	for (let i = 0; i < lines.length; i++) {
		const [line, next] = [lines[i], lines[i + 1]];
		if (!line) continue;
		if (line.removed && next?.added) {
			stretches.push({ kind: 'changed', parts: wordsOf(line.value, next.value, end) });
			i++;
		} else if (line.removed) stretches.push({ kind: 'changed', parts: [{ kind: 'old', text: line.value }] });
		else if (line.added) stretches.push({ kind: 'changed', parts: [{ kind: 'new', text: line.value }] });
		else stretches.push(...context(line.value, i === 0, i === lines.length - 1));
	}
	return stretches;
}

function wordsOf(before: string, after: string, end: number): Part[] {
	const timeout = Math.max(1, end - performance.now());
	const words = diffWordsWithSpace(before, after, { timeout });
	if (!words)
		return [
			{ kind: 'old', text: before },
			{ kind: 'new', text: after },
		];
	return words.map(({ value, removed, added }) => ({
		kind: removed ? 'old' : added ? 'new' : 'same',
		text: value,
	}));
}

function context(text: string, isFirst: boolean, isLast: boolean): Stretch[] {
	const lines = text.replace(/\n$/, '').split('\n');
	const head = isFirst ? 0 : AROUND;
	const tail = isLast ? 0 : AROUND;
	const skipped = lines.length - head - tail;
	if (skipped < 2) return [{ kind: 'same', text: lines.join('\n') }];
	const [above, below] = [lines.slice(0, head), lines.slice(lines.length - tail)];
	return [
		...(head > 0 ? [{ kind: 'same' as const, text: above.join('\n') }] : []),
		{ kind: 'skipped', lines: skipped },
		...(tail > 0 ? [{ kind: 'same' as const, text: below.join('\n') }] : []),
	];
}
