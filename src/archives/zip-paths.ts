import { ArchiveProblem } from './archive-note.js';
import { LIMITS } from './course-archive.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The path of an entry, UTF-8 whatever its flag says; a folder's ends with `/`. Nothing is ever written to a disk, but
 * a path that would leave its folder there is the mark of an attack.
 */
export function checkedPath(raw: Buffer): string {
	const path = decoded(raw);
	const shown = printable(path);
	if (path.includes('\\')) throw new ArchiveProblem('path-backslash', shown);
	if (path.startsWith('/') || /^[a-z]:/i.test(path)) throw new ArchiveProblem('path-absolute', shown);
	const parts = path.replace(/\/$/, '').split('/');
	if (parts.includes('..')) throw new ArchiveProblem('path-outside', shown);
	const isMalformed = parts.some((part) => part === '' || part === '.') || /\p{Cc}/u.test(path);
	if (isMalformed || raw.length > LIMITS.path) throw new ArchiveProblem('path-malformed', shown);
	return path;
}

function decoded(raw: Buffer): string {
	try {
		return utf8.decode(raw);
	} catch {
		throw new ArchiveProblem('path-encoding', printable(raw.toString('latin1')));
	}
}

function printable(path: string): string {
	const short = [...path].slice(0, 80).join('');
	return short.replace(/\p{Cc}/gu, '�');
}

const JUNK = /(^|\/)(__MACOSX|\.git|\.github)\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/;

const PARTS = new Set(['tasks/', 'badges/', 'assets/', '_data/', 'modules/']);

/** Without what operating systems add, and without the one folder that holds everything, as repositories come. */
export function ownFiles<File>(files: ReadonlyMap<string, File>): Map<string, File> {
	const own = [...files].filter(([path]) => !JUNK.test(path));
	const folder = /^[^/]+\//.exec(own[0]?.[0] ?? '')?.[0];
	const isWrapped =
		folder !== undefined && !PARTS.has(folder) && own.every(([path]) => path.startsWith(folder));
	return new Map(isWrapped ? own.map(([path, file]) => [path.slice(folder.length), file]) : own);
}
