import { Inject, Injectable } from '@nestjs/common';
import { isLicence } from '../courses/licence.policy.js';
import { CONFIG, type Config } from '../config.js';
import { BadgeCopies } from '../badges/badge-copies.service.js';
import type { UploadedPicture } from '../badges/badge-drafts.service.js';
import { Database, rows } from '../platform/database/database.js';
import { NotFound } from '../platform/http/errors.js';
import { type AuthoredCourse, AuthoredCoursesQueries } from './authored-courses.queries.js';
import { CourseBuilding } from './course-building.service.js';
import { attachmentsOf, attributionOf, contentOf } from './course-content.js';

@Injectable()
export class Forks {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly db: Database,
		private readonly courses: AuthoredCoursesQueries,
		private readonly building: CourseBuilding,
		private readonly badges: BadgeCopies,
	) {}

	/**
	 * A draft of the member's own with everything that was authored of a course and everybody can see. A form sent
	 * twice makes one copy.
	 */
	async fork(member: { id: number; timeZone: string }, courseId: number): Promise<{ slug: string }> {
		const course = await this.courses.read(courseId, 'visible');
		if (!course || !isLicence(course.licence)) throw new NotFound();
		const attachments = attachmentsOf(course, 'visible');
		const names = new Map(attachments.map(({ fileId }) => [fileId, `${fileId}.file`]));
		const content = contentOf(course, names);
		const forkedFrom = {
			title: course.title,
			url: `${this.config.publicUrl}/courses/${course.slug}`,
			licence: course.licence,
			attribution: attributionOf(course),
		};
		const plan = {
			content: { ...content, course: { ...content.course, forkedFrom } },
			language: course.language,
			licence: course.licence,
			attribution: '',
			files: new Map(attachments.map((each) => [names.get(each.fileId) ?? '', each])),
			pictures: await this.picturesOf(course),
			fork: {
				courseId,
				revisions: new Map(course.tasks.map(({ lineageId, revisionId }) => [lineageId, revisionId])),
			},
		};
		return this.db.transaction(async (tx) => {
			await rows(tx, 'SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [member.id]);
			const [made] = await rows<{ slug: string }>(
				tx,
				`SELECT slug FROM courses WHERE created_by = $1 AND forked_from = $2 AND deleted_at IS NULL
					AND created_at > now() - interval '10 seconds' LIMIT 1`,
				[member.id, courseId],
			);
			return made ?? this.building.build(tx, member, plan);
		});
	}

	private async picturesOf({ badges }: AuthoredCourse): Promise<Map<number, UploadedPicture>> {
		const pictures = new Map<number, UploadedPicture>();
		for (const [place, { uploaded, versionId }] of badges.entries()) {
			const picture = uploaded && (await this.badges.picture(versionId));
			if (picture) pictures.set(place, picture);
		}
		return pictures;
	}
}
