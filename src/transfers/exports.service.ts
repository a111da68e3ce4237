import { Inject, Injectable } from '@nestjs/common';
import { assetName, mediaTypeOf } from '../archives/assets.js';
import type { ArchivedAsset, ArchivedBadge, CourseArchive } from '../archives/course-archive.js';
import { readArchive } from '../archives/read-archive.js';
import { writeArchive } from '../archives/write-archive.js';
import type { AuthoredBadge } from '../badges/badge-copies.queries.js';
import { BadgeCopies } from '../badges/badge-copies.service.js';
import { CONFIG, type Config } from '../config.js';
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
		@Inject(CONFIG) private readonly config: Config,
		private readonly db: Database,
		private readonly transfers: Transfers,
		private readonly courses: AuthoredCoursesQueries,
		private readonly files: Files,
		private readonly badges: BadgeCopies,
		private readonly zips: TransferFiles,
	) {
		jobs.handle('transfers.export', ({ id }) => this.run(id), 'slow');
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
		await this.zips.write(id, writeArchive(archive));
		// Whatever leaves can come back: what no site would take is not handed out.
		const reading = await readArchive(this.zips.path(id));
		if (!reading.ok) {
			await this.zips.remove(id);
			return this.transfers.fail(id, reading.problem);
		}
		await this.db.transaction((tx) =>
			this.transfers.finish(tx, id, { courseId: course.id, report: reading.report }),
		);
		await this.letGo(transfer.userId);
	}

	/** The oldest zips of somebody whose zips together take more than their files may. */
	private async letGo(userId: number): Promise<void> {
		const [latest, ...older] = await this.db.query<{ id: string }>(
			`SELECT id FROM transfers WHERE user_id = $1 AND kind = 'export' AND state = 'done' ORDER BY finished_at DESC`,
			[userId],
		);
		let kept = latest ? ((await this.zips.sizeOf(latest.id)) ?? 0) : 0;
		for (const { id } of older) {
			const size = (await this.zips.sizeOf(id)) ?? 0;
			kept += size;
			if (kept > this.config.memberBytes) await this.zips.remove(id);
		}
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

	/** Attachments and pictures are read when the zip is written, one after the other. */
	private async archiveOf(course: AuthoredCourse, scope: Scope, step: Step): Promise<CourseArchive> {
		const names = new Map<string, string>();
		const assets = new Map<string, ArchivedAsset>();
		const attachments = attachmentsOf(course, scope);
		const total = attachments.length + 1;
		for (const { fileId, name, mediaType, size, sha256 } of attachments) {
			if (!(await this.files.isThere(fileId))) continue;
			const telling = mediaTypeOf(name) === mediaType ? name : documentName(name, mediaType);
			const archived = assetName(telling, sha256);
			const number = assets.size;
			const read = async () => {
				await step(number, total);
				return this.bytesOf(fileId);
			};
			names.set(fileId, archived);
			assets.set(archived, { name: archived, mediaType, size, read });
		}
		const content = contentOf(course, names);
		const badges = content.badges.map((badge, place) => this.withPicture(badge, course.badges[place]));
		return { ...content, badges, assets: [...assets.values()] };
	}

	private async bytesOf(fileId: string): Promise<Buffer> {
		const file = await this.files.open(fileId);
		if (!file) throw new Error(`The file ${fileId} went while it was exported.`);
		return file.bytes;
	}

	private withPicture(badge: ArchivedBadge, authored: AuthoredBadge | undefined): ArchivedBadge {
		if (!authored?.uploaded) return badge;
		const { versionId, uploaded: type } = authored;
		const read = async () => {
			const picture = await this.badges.picture(versionId);
			if (!picture)
				throw new Error(`The picture of the badge version ${versionId} went while it was exported.`);
			return type === 'png' ? picture.png : Buffer.from(picture.svg);
		};
		return { ...badge, picture: { type, read } };
	}
}
