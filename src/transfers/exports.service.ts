import { Injectable } from '@nestjs/common';
import { assetName, mediaTypeOf } from '../archives/assets.js';
import type { ArchivedAsset, CourseArchive } from '../archives/course-archive.js';
import { readArchive } from '../archives/read-archive.js';
import { writeArchive } from '../archives/write-archive.js';
import { Database } from '../platform/database/database.js';
import { documentName } from '../platform/files/document.js';
import { Files } from '../platform/files/files.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { type AuthoredCourse, AuthoredCoursesQueries, type Scope } from './authored-courses.queries.js';
import { attachmentsOf, contentOf } from './course-content.js';
import { TransferFiles } from './transfer-files.service.js';
import { type Begun, Transfers } from './transfers.service.js';

type Step = (done: number, total: number) => Promise<void>;

@Injectable()
export class Exports {
	constructor(
		jobs: Jobs,
		private readonly db: Database,
		private readonly transfers: Transfers,
		private readonly courses: AuthoredCoursesQueries,
		private readonly files: Files,
		private readonly zips: TransferFiles,
	) {
		jobs.handle('transfers.export', ({ id }) => this.run(id));
	}

	private async run(id: string): Promise<void> {
		const transfer = await this.transfers.begin(id);
		if (!transfer) return;
		const scope = await this.scopeOf(transfer);
		const course = scope && (await this.courses.read(transfer.courseId ?? 0, scope));
		if (!course) return this.transfers.fail(id, { key: 'transfers.problem-course-gone', args: {} });
		const archive = await this.archiveOf(course, scope, (done, total) =>
			this.transfers.progress(id, done, total),
		);
		const zip = await writeArchive(archive);
		// Whatever leaves can come back: what no site would take is not handed out.
		const reading = await readArchive(zip);
		if (!reading.ok) return this.transfers.fail(id, reading.problem);
		await this.zips.write(id, zip);
		await this.db.transaction((tx) =>
			this.transfers.finish(tx, id, { courseId: course.id, report: reading.report }),
		);
	}

	/** Organisers get everything; others what they can see, if they still can. */
	private async scopeOf({ userId, courseId }: Begun): Promise<Scope | undefined> {
		const course = await this.db.one<{ isOrganiser: boolean; isPublished: boolean }>(
			`SELECT published_at IS NOT NULL AS "isPublished",
				EXISTS (SELECT FROM course_organisers o WHERE o.course_id = c.id AND o.user_id = $2) AS "isOrganiser"
			FROM courses c WHERE c.id = $1`,
			[courseId, userId],
		);
		if (course?.isOrganiser) return 'everything';
		return course?.isPublished ? 'visible' : undefined;
	}

	private async archiveOf(course: AuthoredCourse, scope: Scope, step: Step): Promise<CourseArchive> {
		const names = new Map<string, string>();
		const assets = new Map<string, ArchivedAsset>();
		const attachments = attachmentsOf(course, scope);
		for (const [index, { fileId, name, mediaType }] of attachments.entries()) {
			await step(index, attachments.length + 1);
			const file = await this.files.open(fileId);
			if (!file) continue;
			const telling = mediaTypeOf(name) === mediaType ? name : documentName(name, mediaType);
			const archived = assetName(telling, file.bytes);
			names.set(fileId, archived);
			assets.set(archived, { name: archived, mediaType, bytes: file.bytes });
		}
		await step(attachments.length, attachments.length + 1);
		return { ...contentOf(course, names), assets: [...assets.values()] };
	}
}
