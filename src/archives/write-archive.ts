import { ZipFile } from 'yazl';
import { normalText } from './archive-text.js';
import { writeYaml } from './archive-yaml.js';
import type { ArchivedAsset, CourseArchive } from './course-archive.js';
import { ASSET_NAME } from './assets.js';
import { COURSE_FILE, courseToYaml } from './course-document.js';
import { badgePage, pageName, taskPage } from './page-document.js';

const FILE_MODE = 0o100644;

/**
 * The zip of a course: the same course gives the same bytes. Texts get `\n` as line ends, one-line texts lose control
 * characters. Throws RangeError at an asset name that assetName cannot have made, or that stands twice.
 */
export async function writeArchive(archive: CourseArchive): Promise<Buffer> {
	const zip = new ZipFile();
	// A zip tells local time, from this year on: the first hour of it reads the same in every time zone.
	const mtime = new Date(1980, 0, 1);
	const add = (path: string, content: Buffer, compress = true) =>
		zip.addBuffer(content, path, { mtime, forceDosTimestamp: true, mode: FILE_MODE, compress });
	const addText = (path: string, text: string) => add(path, Buffer.from(text));
	const { course, about, tasks, badges } = archive;

	addText(COURSE_FILE, writeYaml(courseToYaml(course)));
	addText('about.md', normalText(about));
	tasks.forEach((task, index) => {
		addText(`tasks/${pageName(index, tasks.length, task.title)}`, taskPage(task));
	});
	badges.forEach((badge, index) => {
		addText(`badges/${pageName(index, badges.length, badge.name)}`, badgePage(badge));
	});
	for (const { name, mediaType, bytes } of inNameOrder(archive.assets)) {
		add(`assets/${name}`, bytes, mediaType.startsWith('text/'));
	}
	zip.end();
	const chunks: Uint8Array[] = [];
	for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

function inNameOrder(assets: readonly ArchivedAsset[]): ArchivedAsset[] {
	const names = new Set(assets.map(({ name }) => name.toLowerCase()));
	if (names.size < assets.length || !assets.every(({ name }) => ASSET_NAME.test(name)))
		throw new RangeError('Assets must have names of their own, made by assetName');
	return assets.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
