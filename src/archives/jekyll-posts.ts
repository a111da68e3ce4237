import { type Note, note } from './archive-note.js';
import { textOf } from './archive-text.js';
import { readYaml, type YamlMap, type YamlValue } from './archive-yaml.js';
import { splitPage } from './page-document.js';

type Files = ReadonlyMap<string, Buffer>;

export interface Post {
	path: string;
	/** The folder under `modules/`. */
	module: string;
	date: string;
	name: string;
	/** Where Jekyll shows it, `/modules/setup/first-steps/`. */
	url: string;
	/** '' when its file does not say. */
	title: string;
	body: string;
}

type PostPath = Pick<Post, 'path' | 'module' | 'date' | 'name'>;

/** What the path of a post tells, or undefined for any other file. */
export function postOf(path: string): PostPath | undefined {
	const parts = /^modules\/([^/]+)\/_posts\/(\d{4})-(\d{1,2})-(\d{1,2})-([^/]+)\.(?:md|markdown|html)$/.exec(
		path,
	);
	if (!parts) return undefined;
	const [, module = '', year = '', month = '', day = '', name = ''] = parts;
	return { path, module, date: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, name };
}

/** The posts that the site shows, module by module as its course data lists them, in a module by date. */
export function postsOf(files: Files, listed: YamlValue | undefined): { posts: Post[]; notes: Note[] } {
	const notes: Note[] = [];
	const all = [...files.keys()].flatMap((path) => postOf(path) ?? []).sort(byDate);
	const folders = [...new Set(all.map(({ module }) => module))].sort();
	const order = Array.isArray(listed) ? [...new Set(listed.map(String))] : folders;
	for (const module of order.filter((name) => !folders.includes(name)))
		notes.push(note('module-empty', undefined, { module: module.slice(0, 80) }));
	for (const module of folders.filter((name) => !order.includes(name)))
		notes.push(note('module-unlisted', `modules/${module}`));
	const posts = order
		.flatMap((module) => all.filter((post) => post.module === module))
		.flatMap((post) => {
			const { head, body } = pageIn(files, post.path);
			if (head.get('published') === false) {
				notes.push(note('unpublished', post.path));
				return [];
			}
			const url = textIn(head, 'permalink') || `/modules/${post.module}/${post.name}/`;
			return [{ ...post, url, title: textIn(head, 'title'), body }];
		});
	return { posts, notes };
}

function byDate(a: PostPath, b: PostPath): number {
	if (a.date !== b.date) return a.date < b.date ? -1 : 1;
	return a.name < b.name ? -1 : 1;
}

/** A page with its front matter, which may be absent or empty. */
export function pageIn(files: Files, path: string): { head: YamlMap; body: string } {
	const text = textOf(files.get(path) ?? Buffer.alloc(0), path);
	const page = splitPage(text) ?? { head: '', body: text };
	return { head: yamlOf(page.head, path), body: page.body };
}

/** A file of data; an absent one is empty. */
export function dataIn(files: Files, path: string): YamlMap {
	const bytes = files.get(path);
	return bytes ? yamlOf(textOf(bytes, path), path) : new Map();
}

function yamlOf(text: string, path: string): YamlMap {
	return /^\s*[^\s#]/m.test(text) ? readYaml(text, path) : new Map();
}

/** '' when there is no such text. */
export function textIn(map: YamlMap, name: string): string {
	const value = map.get(name);
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
