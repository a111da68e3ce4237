import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { normalText } from './archive-text.js';
import { writeYaml } from './archive-yaml.js';
import { ASSET_NAME } from './assets.js';
import { badgePage, pictureName } from './badge-document.js';
import type { ArchivedAsset, CourseArchive } from './course-archive.js';
import { COURSE_FILE, courseToYaml } from './course-document.js';
import { pageName, taskPage } from './page-document.js';

const FILE_MODE = 0o100644;

/**
 * The zip of a course as it is written: the same course gives the same bytes, and of its attachments one at a time is
 * in memory. Texts get `\n` as line ends, one-line texts lose control characters. Throws RangeError at an asset name
 * that assetName cannot have made, or that stands twice.
 */
export function writeArchive(archive: CourseArchive): Readable {
	const zip = new ZipFile();
	const output = zip.outputStream.pipe(new PassThrough());
	zip.on('error', (error) => output.destroy(error));
	// A zip tells local time, from this year on: the first hour of it reads the same in every time zone.
	const mtime = new Date(1980, 0, 1);
	const options = { mtime, forceDosTimestamp: true, mode: FILE_MODE };
	const addText = (path: string, text: string) => zip.addBuffer(Buffer.from(text), path, options);
	const addFile = (path: string, read: () => Promise<Buffer>, compress: boolean) =>
		zip.addReadStreamLazy(path, { ...options, compress }, (done) => {
			read().then(
				(bytes) => done(null, Readable.from([bytes])),
				(error: unknown) => done(error, Readable.from([])),
			);
		});
	const { course, about, tasks, badges } = archive;

	addText(COURSE_FILE, writeYaml(courseToYaml(course)));
	addText('about.md', normalText(about));
	tasks.forEach((task, index) => {
		addText(`tasks/${pageName(index, tasks.length, task.title)}.md`, taskPage(task));
	});
	const names = badges.map(({ name }, index) => pageName(index, badges.length, name));
	badges.forEach((badge, index) => {
		const own = names[index] ?? '';
		addText(`badges/${own}.md`, badgePage(badge, own, names));
		const { picture } = badge;
		if (picture) addFile(`badges/${pictureName(own, picture.type)}`, picture.read, picture.type === 'svg');
	});
	for (const { name, mediaType, read } of inNameOrder(archive.assets)) {
		addFile(`assets/${name}`, read, mediaType.startsWith('text/'));
	}
	zip.end();
	return output;
}

function inNameOrder(assets: readonly ArchivedAsset[]): ArchivedAsset[] {
	const names = new Set(assets.map(({ name }) => name.toLowerCase()));
	if (names.size < assets.length || !assets.every(({ name }) => ASSET_NAME.test(name)))
		throw new RangeError('Assets must have names of their own, made by assetName');
	return assets.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
