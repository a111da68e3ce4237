import { ArchiveProblem } from './archive-note.js';
import { type BadgePage, badgeFrom } from './badge-document.js';
import { type ArchivedBadge, type ArchivedPicture, LIMITS } from './course-archive.js';
import type { PackedFile } from './zip-files.js';

const MB = 1024 * 1024;

interface ReadPage {
	path: string;
	badge: BadgePage;
}

/** The badges of the pages, in their order, with their pictures and what they ask of each other. */
export function badgesFrom(
	pages: readonly (readonly [path: string, bytes: Buffer])[],
	files: ReadonlyMap<string, PackedFile>,
): ArchivedBadge[] {
	const read = pages.map(([path, bytes]) => ({ path, badge: badgeFrom(bytes, path) }));
	const places = new Map(read.map(({ path }, place) => [nameOf(path), place]));
	const badges = read.map(({ path, badge: { pictureFile, needs, madeOf, ...badge } }) => ({
		...badge,
		picture: pictureFile === null ? null : pictureFrom(`badges/${pictureFile}`, files),
		prerequisites: needs.map((name) => placeOf(name, path, places)),
		parts: madeOf.map((name) => placeOf(name, path, places)),
	}));
	refuseCycles(badges, read);
	return badges;
}

/** The files of pictures that badges name, so that they count as a part of the course. */
export function isPictureOf(badges: readonly ArchivedBadge[], file: PackedFile | undefined): boolean {
	return badges.some(({ picture }) => picture !== null && picture.read === file?.read);
}

function nameOf(path: string): string {
	return path.replace(/^badges\//, '').replace(/\.md$/, '');
}

function pictureFrom(path: string, files: ReadonlyMap<string, PackedFile>): ArchivedPicture {
	const file = files.get(path);
	if (!file) throw new ArchiveProblem('file-missing', path);
	if (file.size > LIMITS.badgePicture)
		throw new ArchiveProblem('file-too-large', path, { mb: LIMITS.badgePicture / MB });
	return { type: path.endsWith('.png') ? 'png' : 'svg', read: file.read };
}

function placeOf(name: string, path: string, places: ReadonlyMap<string, number>): number {
	const place = places.get(name);
	if (place === undefined) throw new ArchiveProblem('badge-unknown', path, { text: name.slice(0, 80) });
	return place;
}

/** Badges that wait for each other could never be earned. */
function refuseCycles(badges: readonly ArchivedBadge[], read: readonly ReadPage[]): void {
	const settled = new Set<number>();
	for (let before = -1; before < settled.size; ) {
		before = settled.size;
		badges.forEach(({ prerequisites, parts }, place) => {
			if ([...prerequisites, ...parts].every((other) => settled.has(other))) settled.add(place);
		});
	}
	const waiting = read.find((_page, place) => !settled.has(place));
	if (waiting) throw new ArchiveProblem('badge-cycle', waiting.path);
}
