import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ArchiveProblem, type Note } from '../archives/archive-note.js';
import { mediaTypeOf } from '../archives/assets.js';
import type { ArchivedAsset, CourseArchive } from '../archives/course-archive.js';
import { readArchive } from '../archives/read-archive.js';
import { knownLanguage } from '../courses/course-copies.service.js';
import { isLicence } from '../courses/licence.policy.js';
import { Database } from '../platform/database/database.js';
import { documentName } from '../platform/files/document.js';
import { Files } from '../platform/files/files.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { CourseBuilding, type PlacedFile, type Plan } from './course-building.service.js';
import { notTaken } from './import-notes.js';
import { TransferFiles } from './transfer-files.service.js';
import { type Begun, Transfers } from './transfers.service.js';

const IMAGE_EDGE = 1_600;

@Injectable()
export class Imports {
	constructor(
		jobs: Jobs,
		private readonly db: Database,
		private readonly transfers: Transfers,
		private readonly zips: TransferFiles,
		private readonly files: Files,
		private readonly building: CourseBuilding,
	) {
		jobs.handle('transfers.import', ({ id }) => this.run(id));
	}

	private async run(id: string): Promise<void> {
		const transfer = await this.transfers.begin(id);
		if (!transfer) return this.zips.remove(id);
		const zip = await this.zips.read(id);
		if (!zip) return this.transfers.fail(id, { key: 'transfers.problem-upload-gone', args: {} });
		const problem = await this.take(transfer, zip);
		if (problem) await this.transfers.fail(id, problem);
		await this.zips.remove(id);
	}

	/** Makes a course of the zip, or nothing at all and says why. */
	private async take(transfer: Begun, zip: Buffer): Promise<Note | undefined> {
		const reading = await readArchive(zip);
		if (!reading.ok) return reading.problem;
		const { archive, report } = reading;
		const { licence } = archive.course;
		if (!isLicence(licence)) return { key: 'transfers.problem-licence', args: { licence } };
		const total = archive.assets.length + 2;
		await this.transfers.progress(transfer.id, 1, total);
		try {
			await this.db.transaction(async (tx) => {
				const notes = [...report, ...notTaken(archive)];
				const files = await this.store(tx, transfer, archive, notes);
				await this.transfers.progress(transfer.id, total - 1, total);
				const plan = planOf(archive, licence, files);
				const author = { id: transfer.userId, timeZone: transfer.timeZone };
				const { id: courseId } = await this.building.build(tx, author, plan);
				await this.transfers.finish(tx, transfer.id, { courseId, report: notes });
			});
		} catch (error) {
			if (error instanceof ArchiveProblem) return error.note;
			throw error;
		}
		return undefined;
	}

	private async store(
		tx: EntityManager,
		{ id, userId }: Begun,
		{ assets }: CourseArchive,
		notes: Note[],
	): Promise<Map<string, PlacedFile>> {
		const placed = new Map<string, PlacedFile>();
		for (const [index, asset] of assets.entries()) {
			const file = await this.storeOne(tx, userId, asset);
			if (typeof file !== 'string') placed.set(asset.name, file);
			else notes.push({ key: `transfers.note-file-${file}`, args: { file: `assets/${asset.name}` } });
			await this.transfers.progress(id, index + 2, assets.length + 2);
		}
		return placed;
	}

	private async storeOne(
		tx: EntityManager,
		ownerId: number,
		{ name, mediaType, bytes }: ArchivedAsset,
	): Promise<PlacedFile | 'not-allowed' | 'not-an-image' | 'too-large'> {
		const isImage = mediaType.startsWith('image/');
		const stored = isImage
			? await this.files.adoptImage(tx, { bytes, ownerId, maxEdge: IMAGE_EDGE })
			: await this.files.saveDocument(tx, { bytes, name, ownerId });
		if (typeof stored === 'string') return stored;
		const kept =
			'mediaType' in stored && typeof stored.mediaType === 'string' ? stored.mediaType : 'image/webp';
		return { fileId: stored.id, name: mediaTypeOf(name) === kept ? name : documentName(name, kept) };
	}
}

function planOf(archive: CourseArchive, licence: Plan['licence'], files: Plan['files']): Plan {
	const { assets: _, ...content } = archive;
	const { language, attribution } = content.course;
	return {
		content,
		language: knownLanguage(language) ?? 'en',
		licence,
		attribution,
		files,
		fork: null,
	};
}
