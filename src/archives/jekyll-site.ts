import { posix } from 'node:path';
import { type Note, note } from './archive-note.js';
import { assetName, mediaTypeOf } from './assets.js';
import type { ArchivedAsset } from './course-archive.js';
import { type Post, postOf } from './jekyll-posts.js';
import type { PackedFile } from './zip-files.js';

type Files = ReadonlyMap<string, PackedFile>;

const PICTURE = /\.(png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?)$/i;
const PAGE = /\.(md|markdown|html?)$/i;
const CODE = /^(_|\.|css\/|js\/|fonts\/|scripts\/)|^(README|LICENSE|CNAME|Gemfile)/i;

/** A Jekyll site as a course takes it: where its addresses lead, and what of it has been taken. */
export class JekyllSite {
	readonly #files: Files;
	readonly #base: string;
	readonly #tasks = new Map<string, string>();
	readonly #taken = new Set<string>(['_config.yml', '_data/course.yml']);
	readonly #assets = new Map<string, ArchivedAsset>();
	readonly #refused = new Set<string>();

	constructor(files: Files, posts: readonly Post[], lineages: ReadonlyMap<string, string>, base: string) {
		this.#files = files;
		this.#base = base.replace(/\/+$/, '');
		for (const { path, url, module } of posts) {
			const reference = `task:${lineages.get(path)}`;
			this.#tasks.set(pageKey(url), reference);
			this.#tasks.set(pageKey(`/${path}`), reference);
			this.#tasks.set(pageKey(`/${path.replace(/\.\w+$/, '')}`), reference);
			// The address of a module is that of its first post.
			const overview = pageKey(`/modules/${module}/`);
			if (!this.#tasks.has(overview)) this.#tasks.set(overview, reference);
			this.#taken.add(path);
		}
	}

	take(path: string): void {
		this.#taken.add(path);
	}

	/**
	 * Where a link on a page leads in the course. Undefined when nothing of the course is there, or a file that no course
	 * takes, which the report then says.
	 */
	resolve(address: string, page: { path: string; url: string }, report: Note[]): string | undefined {
		const path = pathOf(address, page.url) ?? '';
		const here =
			this.#base !== '' && path.startsWith(`${this.#base}/`) ? path.slice(this.#base.length) : path;
		if (here === '/' || here === '/index.html' || here === '/index.md') return 'course:about';
		const task = this.#tasks.get(pageKey(here));
		if (task) return task;
		const file = [here, pathOf(address, '/') ?? '']
			.map((name) => name.slice(1))
			.find((name) => this.#files.has(name));
		if (file !== undefined && !PAGE.test(file)) return this.#asset(file, report);
		report.push(note('link-broken', page.path, { link: address.slice(0, 200) }));
		return undefined;
	}

	assets(): ArchivedAsset[] {
		return [...new Set(this.#assets.values())].sort((a, b) => (a.name < b.name ? -1 : 1));
	}

	/** Says what of the site is in no task. */
	leftOver(): Note[] {
		const parts = new Map<string, number>();
		const notes: Note[] = [];
		for (const path of this.#files.keys()) {
			if (this.#taken.has(path) || this.#refused.has(path) || postOf(path)) continue;
			if (CODE.test(path)) {
				const part = path.includes('/') ? `${path.split('/')[0]}/` : path;
				parts.set(part, (parts.get(part) ?? 0) + 1);
			} else if (PICTURE.test(path)) notes.push(note('image-unused', path));
			else notes.push(note(PAGE.test(path) ? 'page' : 'ignored', path));
		}
		return [...notes, ...[...parts].map(([part, count]) => note('site-parts', part, { count }))];
	}

	#asset(path: string, report: Note[]): string | undefined {
		const known = this.#assets.get(path);
		if (known) return `assets/${known.name}`;
		const file = this.#files.get(path);
		const mediaType = mediaTypeOf(path);
		if (!file || !mediaType) {
			if (!this.#refused.has(path)) report.push(note('attachment', path));
			this.#refused.add(path);
			return undefined;
		}
		const { size, sha256, read } = file;
		const asset = { name: assetName(path, sha256), mediaType, size, read };
		const same = [...this.#assets.values()].find(({ name }) => name === asset.name);
		this.#assets.set(path, same ?? asset);
		this.#taken.add(path);
		return `assets/${asset.name}`;
	}
}

function pageKey(url: string): string {
	return url
		.replace(/index\.html?$/, '')
		.replace(/\.html?$/, '')
		.replace(/\/+$/, '')
		.toLowerCase();
}

/** The path on the site that an address on the page at `from` means, without query and fragment. */
function pathOf(address: string, from: string): string | undefined {
	try {
		const base = new URL(encodeURI(posix.join('/', from)), 'https://site.invalid');
		return decodeURIComponent(new URL(address, base).pathname);
	} catch {
		return undefined;
	}
}
