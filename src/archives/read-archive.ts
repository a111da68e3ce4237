import { Fields } from './archive-fields.js';
import { ArchiveProblem, type Note, note } from './archive-note.js';
import { textOf } from './archive-text.js';
import { readYaml } from './archive-yaml.js';
import { ASSET_NAME, mediaTypeOf } from './assets.js';
import { type ArchivedAsset, type ArchivedTask, type CourseArchive, LIMITS } from './course-archive.js';
import { COURSE_FILE, courseFromYaml } from './course-document.js';
import { isCourseInABox, isJekyllPage, readCourseInABox } from './course-in-a-box.js';
import { checkLength, inPageOrder, taskFrom } from './page-document.js';
import { badgesFrom, isPictureOf } from './read-badges.js';
import { assetsIn } from './references.js';
import { type PackedFile, readZip, type ZipBytes } from './zip-files.js';
import { ownFiles } from './zip-paths.js';

const ABOUT_FILE = 'about.md';
const MB = 1024 * 1024;

export type Source = 'kunlerni' | 'course-in-a-box';

export type ArchiveReading =
	| { ok: true; source: Source; archive: CourseArchive; report: Note[] }
	| { ok: false; problem: Note };

/**
 * A course from a zip, our own or of a course-in-a-box repository: its pages are read, its attachments and pictures are
 * read when they are asked for. A zip that is damaged, hostile or not a course gives the problem, naming the file;
 * nothing of it is taken. The report tells what of a good zip was left aside or assumed.
 */
export async function readArchive(bytes: ZipBytes): Promise<ArchiveReading> {
	try {
		const files = ownFiles(await readZip(bytes));
		if (files.has(COURSE_FILE)) return taken('kunlerni', readCourse(files, await pagesOf(files, isOurPage)));
		if (isCourseInABox(files))
			return taken('course-in-a-box', readCourseInABox(files, await pagesOf(files, isJekyllPage)));
		throw new ArchiveProblem('not-a-course');
	} catch (error) {
		if (error instanceof ArchiveProblem) return { ok: false, problem: error.note };
		throw error;
	}
}

interface Read {
	archive: CourseArchive;
	report: Note[];
}

function taken(source: Source, { archive, report }: Read): ArchiveReading {
	return { ok: true, source, archive, report: report.slice(0, LIMITS.notes) };
}

type Pages = ReadonlyMap<string, Buffer>;
type Files = ReadonlyMap<string, PackedFile>;

function isOurPage(path: string): boolean {
	return path === COURSE_FILE || path === ABOUT_FILE || isPage(path, 'tasks') || isPage(path, 'badges');
}

async function pagesOf(files: Files, isWanted: (path: string) => boolean): Promise<Pages> {
	const wanted = [...files].filter(([path]) => isWanted(path));
	for (const [path, { size }] of wanted)
		if (size > LIMITS.text) throw new ArchiveProblem('text-long', path, { limit: LIMITS.text });
	if (wanted.reduce((sum, [, { size }]) => sum + size, 0) > LIMITS.pages)
		throw new ArchiveProblem('total-too-large', undefined, { mb: LIMITS.pages / MB });
	const pages = new Map<string, Buffer>();
	for (const [path, file] of wanted) pages.set(path, await file.read());
	return pages;
}

function readCourse(files: Files, pages: Pages): Read {
	const about = textOf(required(pages, ABOUT_FILE), ABOUT_FILE);
	checkLength(about, ABOUT_FILE);
	const archive: CourseArchive = {
		course: courseFromYaml(
			new Fields(readYaml(textOf(required(pages, COURSE_FILE), COURSE_FILE), COURSE_FILE), COURSE_FILE),
		),
		about,
		tasks: readTasks(pages),
		badges: badgesFrom(pagesIn(pages, 'badges', LIMITS.badges, 'too-many-badges'), files),
		assets: readAssets(files),
	};
	return { archive, report: [...ignored(files, archive), ...missingAssets(archive)] };
}

function readTasks(pages: Pages): ArchivedTask[] {
	const lineages = new Set<string>();
	return pagesIn(pages, 'tasks', LIMITS.tasks, 'too-many-tasks').map(([path, bytes]) => {
		const task = taskFrom(bytes, path);
		if (lineages.has(task.lineageId)) throw new ArchiveProblem('lineage-twice', path);
		lineages.add(task.lineageId);
		return task;
	});
}

function pagesIn(
	pages: Pages,
	folder: string,
	limit: number,
	problem: 'too-many-tasks' | 'too-many-badges',
): [string, Buffer][] {
	const found = [...pages].filter(([path]) => isPage(path, folder));
	if (found.length > limit) throw new ArchiveProblem(problem, undefined, { limit });
	return found.sort(([a], [b]) => inPageOrder(a, b));
}

function isPage(path: string, folder: string): boolean {
	return (
		path.startsWith(`${folder}/`) && path.endsWith('.md') && !path.slice(folder.length + 1).includes('/')
	);
}

function readAssets(files: Files): ArchivedAsset[] {
	return [...files]
		.filter(([path]) => path.startsWith('assets/'))
		.map(([path, { size, read }]) => {
			const name = path.slice('assets/'.length);
			if (!ASSET_NAME.test(name)) throw new ArchiveProblem('asset-name', path);
			const mediaType = mediaTypeOf(name);
			if (!mediaType) throw new ArchiveProblem('asset-type', path);
			return { name, mediaType, size, read };
		})
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function required(files: Pages, file: string): Buffer {
	const bytes = files.get(file);
	if (!bytes) throw new ArchiveProblem('file-missing', file);
	return bytes;
}

function ignored(files: Files, { badges }: CourseArchive): Note[] {
	return [...files]
		.filter(([path]) => !isOurPage(path) && !path.startsWith('assets/'))
		.filter(([, file]) => !isPictureOf(badges, file))
		.map(([path]) => note('ignored', path));
}

function missingAssets({ course, about, tasks, badges, assets }: CourseArchive): Note[] {
	const there = new Set(assets.map(({ name }) => name));
	const texts = [about, ...tasks.map(({ body }) => body), ...badges.map(({ criteria }) => criteria)];
	const wanted = texts.flatMap(assetsIn);
	const names = new Set(course.cover === null ? wanted : [course.cover, ...wanted]);
	return [...names].filter((name) => !there.has(name)).map((name) => note('asset-missing', `assets/${name}`));
}
