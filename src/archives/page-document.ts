import { Fields } from './archive-fields.js';
import { ArchiveProblem } from './archive-note.js';
import { fileSlug, normalText, oneLine, textOf } from './archive-text.js';
import { readYaml, writeYaml } from './archive-yaml.js';
import { type ArchivedTask, LIMITS, PROOFS } from './course-archive.js';

const LINEAGE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `03-first-knot`: the number, as wide as `count` needs, is the order. */
export function pageName(index: number, count: number, title: string): string {
	const number = String(index + 1).padStart(Math.max(2, String(count).length), '0');
	const slug = fileSlug(title);
	return slug ? `${number}-${slug}` : number;
}

/** Pages in the order of their numbers; those without one come last. */
export function inPageOrder(a: string, b: string): number {
	const number = (path: string) => Number(/\/(\d{1,6})[^/]*$/.exec(path)?.[1] ?? Number.MAX_SAFE_INTEGER);
	return number(a) - number(b) || (a < b ? -1 : 1);
}

export function taskPage(task: ArchivedTask): string {
	const head = {
		title: oneLine(task.title),
		lineage: task.lineageId,
		...(task.proof === 'none' ? {} : { proof: task.proof }),
		...(task.sharesWork ? { shares_work: true } : {}),
		...(task.isRemoved ? { removed: true } : {}),
	};
	return page(head, task.body);
}

// The body begins right after the head and ends with the file, so that no line of it is won or lost on the way.
export function page(head: Record<string, unknown>, body: string): string {
	return `---\n${writeYaml(head)}---\n${normalText(body)}`;
}

export function taskFrom(bytes: Buffer, file: string): ArchivedTask {
	const { head, body } = pageFrom(bytes, file, LIMITS.markdown);
	const task: ArchivedTask = {
		title: head.text('title', LIMITS.taskTitle),
		lineageId: head.matching('lineage', LINEAGE),
		proof: head.has('proof') ? head.oneOf('proof', PROOFS) : 'none',
		sharesWork: head.flag('shares_work'),
		isRemoved: head.flag('removed'),
		body,
	};
	head.done();
	return task;
}

export function pageFrom(bytes: Buffer, file: string, limit: number): { head: Fields; body: string } {
	const parts = splitPage(textOf(bytes, file));
	if (!parts) throw new ArchiveProblem('front-matter', file);
	checkLength(parts.body, file, limit);
	return { head: new Fields(readYaml(parts.head, file), file), body: parts.body };
}

/** The YAML before a text and the text itself, or undefined when the file does not begin with `---`. */
export function splitPage(text: string): { head: string; body: string } | undefined {
	if (!/^---[ \t]*\n/.test(text)) return undefined;
	const start = text.indexOf('\n') + 1;
	const end = /^---[ \t]*$/m.exec(text.slice(start));
	if (!end) return undefined;
	return {
		head: text.slice(start, start + end.index),
		body: text.slice(start + end.index + end[0].length + 1),
	};
}

export function checkLength(markdown: string, file: string, limit: number = LIMITS.markdown): void {
	if (markdown.length > limit) throw new ArchiveProblem('text-long', file, { limit });
}
