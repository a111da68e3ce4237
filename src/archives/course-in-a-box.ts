import { createHash } from 'node:crypto';
import { ArchiveProblem, type Note, note } from './archive-note.js';
import { cut, oneLine } from './archive-text.js';
import type { YamlMap } from './archive-yaml.js';
import { type ArchivedTask, type CourseArchive, LIMITS } from './course-archive.js';
import { LANGUAGE } from './course-document.js';
import { JekyllSite } from './jekyll-site.js';
import { checkLength } from './page-document.js';
import { fromJekyll } from './jekyll-text.js';
import { dataIn, pageIn, type Post, postOf, postsOf, textIn } from './jekyll-posts.js';
import type { PackedFile } from './zip-files.js';

type Files = ReadonlyMap<string, PackedFile>;
type Pages = ReadonlyMap<string, Buffer>;

const CONFIG = '_config.yml';
const DATA = '_data/course.yml';
const INDEXES = ['index.md', 'index.markdown', 'index.html'];

/** Whether readCourseInABox reads the file as a page or as data. */
export function isJekyllPage(path: string): boolean {
	return path === CONFIG || path === DATA || INDEXES.includes(path) || postOf(path) !== undefined;
}

export function isCourseInABox(files: Files): boolean {
	return files.has(DATA) || [...files.keys()].some((path) => postOf(path) !== undefined);
}

/**
 * A course from the files of a course-in-a-box repository: the posts of its modules, in the order of its course data,
 * become tasks, the pictures and files that they link to come along, the rest is named in the report.
 */
export function readCourseInABox(files: Files, pages: Pages): { archive: CourseArchive; report: Note[] } {
	const config = dataIn(pages, CONFIG);
	const data = dataIn(pages, DATA);
	const title = textIn(data, 'title') || textIn(config, 'title') || textIn(config, 'name');
	if (!title) throw new ArchiveProblem('field-missing', DATA, { field: 'title' });

	const { posts, notes } = postsOf(pages, data.get('modules'));
	if (posts.length === 0) throw new ArchiveProblem('no-modules');
	if (posts.length > LIMITS.tasks)
		throw new ArchiveProblem('too-many-tasks', undefined, { limit: LIMITS.tasks });
	const report = [...notes];
	const lineages = new Map(posts.map(({ path }) => [path, lineage(title, path)]));
	const site = new JekyllSite(files, posts, lineages, textIn(config, 'baseurl'));

	const about = aboutOf(pages, site, report);
	const hasModules = new Set(posts.map(({ module }) => module)).size > 1;
	const tasks = posts.map((post) => taskOf(post, hasModules, lineages.get(post.path) ?? '', site, report));
	report.push(...site.leftOver());

	const language = languageOf(data, config);
	if (!language) report.push(note('language-assumed'));
	report.push(note('licence-assumed'));
	return {
		archive: {
			course: {
				title: shortened(title, LIMITS.title, report),
				summary: shortened(plain(textIn(data, 'description')) || title, LIMITS.summary, report),
				kind: 'course',
				ownTerm: null,
				language: language ?? 'en',
				effort: '',
				accent: 'teal',
				cover: null,
				licence: 'CC-BY-SA-4.0',
				attribution: '',
				tags: [],
				taskEditing: 'organisers',
				run: { pace: 'rolling', signUp: 'open', seats: null, questions: [] },
				forkedFrom: null,
			},
			about,
			tasks,
			badges: [],
			assets: site.assets(),
		},
		report,
	};
}

function aboutOf(pages: Pages, site: JekyllSite, report: Note[]): string {
	const path = INDEXES.find((name) => pages.has(name));
	if (!path) return '';
	site.take(path);
	const { body } = pageIn(pages, path);
	return converted({ path, url: '/', body }, site, report);
}

function taskOf(
	post: Post,
	hasModules: boolean,
	lineageId: string,
	site: JekyllSite,
	report: Note[],
): ArchivedTask {
	const name = post.title || humanised(post.name);
	const title = hasModules ? `${humanised(post.module)}: ${name}` : name;
	const body = converted(post, site, report);
	return {
		lineageId,
		title: shortened(title, LIMITS.taskTitle, report),
		body: withoutHeading(body, name),
		proof: 'none',
		sharesWork: false,
		isRemoved: false,
	};
}

function converted(page: Pick<Post, 'path' | 'url' | 'body'>, site: JekyllSite, report: Note[]): string {
	const { markdown, notes } = fromJekyll(page.body, page.path, (address) =>
		site.resolve(address, page, report),
	);
	report.push(...notes);
	checkLength(markdown, page.path);
	return markdown;
}

/** The page shows the title already. */
function withoutHeading(body: string, title: string): string {
	const heading = /^#{1,6}[ \t]+([^\n]*)(?:\n+|$)/.exec(body);
	const same =
		heading?.[1]
			?.replace(/#+\s*$/, '')
			.trim()
			.toLowerCase() === title.toLowerCase();
	return heading && same ? body.slice(heading[0].length) : body;
}

/** Two imports of the same course descend from the same tasks. */
function lineage(title: string, path: string): string {
	const hex = createHash('sha256')
		.update(JSON.stringify(['course-in-a-box', title, path]))
		.digest('hex');
	// Version 8 and the variant of RFC 9562: a UUID of our own making.
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`a${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}

function humanised(name: string): string {
	const words = name.replace(/[-_]+/g, ' ').trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

function plain(html: string): string {
	return html.replace(/<[^<>]*>/g, '');
}

function shortened(text: string, limit: number, report: Note[]): string {
	const line = oneLine(text);
	if (line.length > limit) report.push(note('shortened', undefined, { text: line.slice(0, 80), limit }));
	return cut(line, limit);
}

function languageOf(...maps: readonly YamlMap[]): string | undefined {
	const said = maps.flatMap((map) => [textIn(map, 'language'), textIn(map, 'lang'), textIn(map, 'locale')]);
	return said.map((code) => code.replace('_', '-')).find((code) => LANGUAGE.test(code));
}
