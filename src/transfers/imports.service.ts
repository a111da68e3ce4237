import { Injectable } from '@nestjs/common';
import { ArchiveProblem, type Note } from '../archives/archive-note.js';
import { mediaTypeOf } from '../archives/assets.js';
import type { ArchivedAsset, CourseArchive } from '../archives/course-archive.js';
import { readArchive } from '../archives/read-archive.js';
import type { UploadedPicture } from '../badges/badge-drafts.service.js';
import { knownLanguage } from '../courses/course-copies.service.js';
import { isLicence } from '../courses/licence.policy.js';
import { PictureUploads } from '../designs/picture-uploads.service.js';
import { Database } from '../platform/database/database.js';
import { documentName } from '../platform/files/document.js';
import { FileSweep } from '../platform/files/file-sweep.js';
import { Files } from '../platform/files/files.js';
import { adoptedImage, preparedDocument } from '../platform/files/prepared-file.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { CourseBuilding, type PlacedFile, type Plan } from './course-building.service.js';
import { notTaken } from './import-notes.js';
import { TransferFiles } from './transfer-files.service.js';
import { type Begun, Transfers } from './transfers.service.js';

const IMAGE_EDGE = 1_600;

/** What of this site ends an import, such as a full store. */
class Refused extends Error {
	constructor(readonly note: Note) {
		super(note.key);
	}
}

@Injectable()
export class Imports {
	constructor(
		jobs: Jobs,
		private readonly db: Database,
		private readonly transfers: Transfers,
		private readonly zips: TransferFiles,
		private readonly files: Files,
		private readonly sweep: FileSweep,
		private readonly pictures: PictureUploads,
		private readonly building: CourseBuilding,
	) {
		jobs.handle('transfers.import', ({ id }) => this.run(id), 'slow');
	}

	private async run(id: string): Promise<void> {
		const transfer = await this.transfers.begin(id);
		if (!transfer) return this.zips.remove(id);
		if (!(await this.zips.has(id)))
			return this.transfers.fail(id, { key: 'transfers.problem-upload-gone', args: {} });
		const problem = await this.take(transfer);
		if (problem) await this.transfers.fail(id, problem);
		await this.zips.remove(id);
	}

	/** Makes a course of the zip, or nothing at all and says why. */
	private async take(transfer: Begun): Promise<Note | undefined> {
		const reading = await readArchive(this.zips.path(transfer.id));
		if (!reading.ok) return reading.problem;
		const { archive, report } = reading;
		const { licence } = archive.course;
		if (!isLicence(licence)) return { key: 'transfers.problem-licence', args: { licence } };
		const files = new Map<string, PlacedFile>();
		try {
			const pictures = await this.picturesOf(archive);
			const notes = [...report, ...notTaken(archive)];
			await this.store(transfer, archive, files, notes);
			const plan = planOf(archive, licence, files, pictures);
			await this.db.transaction(async (tx) => {
				const author = { id: transfer.userId, timeZone: transfer.timeZone };
				const { id: courseId } = await this.building.build(tx, author, plan);
				await this.transfers.finish(tx, transfer.id, { courseId, report: notes });
			});
		} catch (error) {
			await this.sweep.discard([...files.values()].map(({ fileId }) => fileId));
			if (error instanceof ArchiveProblem || error instanceof Refused) return error.note;
			throw error;
		}
		return undefined;
	}

	private async picturesOf({ badges }: CourseArchive): Promise<Map<number, UploadedPicture>> {
		const pictures = new Map<number, UploadedPicture>();
		for (const [place, { picture, name }] of badges.entries()) {
			if (!picture) continue;
			const drawn = await this.pictures.take(await picture.read());
			if (typeof drawn === 'string')
				throw new Refused({ key: 'transfers.problem-badge-picture', args: { name } });
			pictures.set(place, drawn);
		}
		return pictures;
	}

	/**
	 * Stores the attachments one after the other, each in a transaction of its own: a large course neither fills the
	 * memory nor holds a transaction while pictures are drawn. What a killed worker left is swept after a day.
	 */
	private async store(
		{ id, userId }: Begun,
		{ assets }: CourseArchive,
		placed: Map<string, PlacedFile>,
		notes: Note[],
	): Promise<void> {
		const total = assets.length + 2;
		await this.transfers.progress(id, 1, total);
		for (const [index, asset] of assets.entries()) {
			const file = await this.storeOne(userId, asset);
			if (typeof file !== 'string') placed.set(asset.name, file);
			else notes.push({ key: `transfers.note-file-${file}`, args: { file: `assets/${asset.name}` } });
			await this.transfers.progress(id, index + 2, total);
		}
	}

	private async storeOne(
		ownerId: number,
		{ name, mediaType, read }: ArchivedAsset,
	): Promise<PlacedFile | 'not-allowed' | 'not-an-image' | 'too-large'> {
		const bytes = await read();
		const isImage = mediaType.startsWith('image/');
		const file = isImage ? await adoptedImage(bytes, IMAGE_EDGE) : await preparedDocument(bytes, name);
		if (typeof file === 'string') return file;
		const stored = await this.db.transaction((tx) => this.files.save(tx, file, ownerId));
		if (stored === 'no-room') throw new Refused({ key: 'transfers.problem-no-room', args: {} });
		const isTelling = mediaTypeOf(name) === file.mediaType;
		return { fileId: stored.id, name: isTelling ? name : documentName(name, file.mediaType) };
	}
}

function planOf(
	archive: CourseArchive,
	licence: Plan['licence'],
	files: Plan['files'],
	pictures: Plan['pictures'],
): Plan {
	const { assets: _, ...content } = archive;
	const { language, attribution } = content.course;
	return {
		content,
		language: knownLanguage(language) ?? 'en',
		licence,
		attribution,
		files,
		pictures,
		fork: null,
	};
}
