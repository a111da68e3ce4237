import { Fields } from './archive-fields.js';
import { ArchiveProblem, type Note, note } from './archive-note.js';
import { textOf } from './archive-text.js';
import { readYaml } from './archive-yaml.js';
import { ASSET_NAME, mediaTypeOf } from './assets.js';
import { type ArchivedAsset, type ArchivedTask, type CourseArchive, LIMITS } from './course-archive.js';
import { COURSE_FILE, courseFromYaml } from './course-document.js';
import { isCourseInABox, readCourseInABox } from './course-in-a-box.js';
import { badgeFrom, checkLength, inPageOrder, taskFrom } from './page-document.js';
import { assetsIn } from './references.js';
import { readZip } from './zip-files.js';
import { ownFiles } from './zip-paths.js';

const ABOUT_FILE = 'about.md';

export type Source = 'kunlerni' | 'course-in-a-box';

export type ArchiveReading =
	| { ok: true; source: Source; archive: CourseArchive; report: Note[] }
	| { ok: false; problem: Note };

/**
 * A course from the bytes of a zip, our own or of a course-in-a-box repository, read in memory. A zip that is damaged,
 * hostile or not a course gives the problem, naming the file; nothing of it is taken. The report tells what of a good
 * zip was left aside or assumed.
 */
export async function readArchive(bytes: Buffer): Promise<ArchiveReading> {
	try {
		const files = ownFiles(await readZip(bytes));
		if (files.has(COURSE_FILE)) return taken('kunlerni', readCourse(files));
		if (isCourseInABox(files)) return taken('course-in-a-box', readCourseInABox(files));
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

function readCourse(files: ReadonlyMap<string, Buffer>): Read {
	const about = textOf(required(files, ABOUT_FILE), ABOUT_FILE);
	checkLength(about, ABOUT_FILE);
	const archive: CourseArchive = {
		course: courseFromYaml(
			new Fields(readYaml(textOf(required(files, COURSE_FILE), COURSE_FILE), COURSE_FILE), COURSE_FILE),
		),
		about,
		tasks: readTasks(files),
		badges: pagesIn(files, 'badges', LIMITS.badges, 'too-many-badges').map(([path, bytes]) =>
			badgeFrom(bytes, path),
		),
		assets: readAssets(files),
	};
	return { archive, report: [...ignored(files), ...missingAssets(archive)] };
}

function readTasks(files: ReadonlyMap<string, Buffer>): ArchivedTask[] {
	const lineages = new Set<string>();
	return pagesIn(files, 'tasks', LIMITS.tasks, 'too-many-tasks').map(([path, bytes]) => {
		const task = taskFrom(bytes, path);
		if (lineages.has(task.lineageId)) throw new ArchiveProblem('lineage-twice', path);
		lineages.add(task.lineageId);
		return task;
	});
}

function pagesIn(
	files: ReadonlyMap<string, Buffer>,
	folder: string,
	limit: number,
	problem: 'too-many-tasks' | 'too-many-badges',
): [string, Buffer][] {
	const pages = [...files].filter(([path]) => isPage(path, folder));
	if (pages.length > limit) throw new ArchiveProblem(problem, undefined, { limit });
	return pages.sort(([a], [b]) => inPageOrder(a, b));
}

function isPage(path: string, folder: string): boolean {
	return (
		path.startsWith(`${folder}/`) && path.endsWith('.md') && !path.slice(folder.length + 1).includes('/')
	);
}

function readAssets(files: ReadonlyMap<string, Buffer>): ArchivedAsset[] {
	return [...files]
		.filter(([path]) => path.startsWith('assets/'))
		.map(([path, bytes]) => {
			const name = path.slice('assets/'.length);
			if (!ASSET_NAME.test(name)) throw new ArchiveProblem('asset-name', path);
			const mediaType = mediaTypeOf(name);
			if (!mediaType) throw new ArchiveProblem('asset-type', path);
			return { name, mediaType, bytes };
		})
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function required(files: ReadonlyMap<string, Buffer>, file: string): Buffer {
	const bytes = files.get(file);
	if (!bytes) throw new ArchiveProblem('file-missing', file);
	return bytes;
}

function ignored(files: ReadonlyMap<string, Buffer>): Note[] {
	return [...files.keys()]
		.filter((path) => path !== COURSE_FILE && path !== ABOUT_FILE && !path.startsWith('assets/'))
		.filter((path) => !isPage(path, 'tasks') && !isPage(path, 'badges'))
		.map((path) => note('ignored', path));
}

function missingAssets({ course, about, tasks, assets }: CourseArchive): Note[] {
	const there = new Set(assets.map(({ name }) => name));
	const wanted = [about, ...tasks.map(({ body }) => body)].flatMap(assetsIn);
	const names = new Set(course.cover === null ? wanted : [course.cover, ...wanted]);
	return [...names].filter((name) => !there.has(name)).map((name) => note('asset-missing', `assets/${name}`));
}
