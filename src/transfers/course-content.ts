import type { ArchivedTask, CourseArchive } from '../archives/course-archive.js';
import { LIMITS } from '../archives/course-archive.js';
import { cut, oneLine } from '../archives/archive-text.js';
import { toArchiveLinks } from '../archives/references.js';
import type { Attachment, AuthoredCourse, AuthoredTask, Scope } from './authored-courses.queries.js';

/** A course as an archive has it, with its links, but its attachments only by their names. */
export type CourseContent = Omit<CourseArchive, 'assets'>;

/** Whom the licence of the course asks to be named. */
export function attributionOf({ attribution, organisers }: AuthoredCourse): string {
	return cut(oneLine(attribution || organisers.join(', ')), LIMITS.attribution);
}

/** `names`: those that the archive gives to the attachments, by the ids of their files. */
export function contentOf(course: AuthoredCourse, names: ReadonlyMap<string, string>): CourseContent {
	const lineages = new Map(course.tasks.map(({ id, lineageId }) => [id, lineageId]));
	const portable = (markdown: string) =>
		toArchiveLinks(markdown, {
			slug: course.slug,
			assetOf: (fileId) => names.get(fileId),
			lineageOf: (taskId) => lineages.get(taskId),
		});
	const { badge, run } = course;
	return {
		course: {
			title: course.title,
			summary: course.summary,
			kind: course.kind,
			ownTerm: course.ownTerm,
			language: course.language,
			effort: course.effort,
			accent: course.accent,
			cover: null,
			licence: course.licence,
			attribution: attributionOf(course),
			tags: [],
			taskEditing: course.taskEditing,
			run: { ...run, questions: course.questions },
			forkedFrom: course.provenance,
		},
		about: portable(course.about),
		tasks: course.tasks.map((task) => archivedTask(task, portable(task.body))),
		badges: badge
			? [
					{
						name: badge.name,
						description: badge.description,
						criteria: portable(badge.criteriaMd),
						shape: badge.shape,
						colour: badge.colour,
						icon: badge.icon,
						alt: badge.imageAlt,
					},
				]
			: [],
	};
}

function archivedTask(task: AuthoredTask, body: string): ArchivedTask {
	const { lineageId, title, proof, workAudience, isRemoved } = task;
	const sharesWork = proof !== 'none' && workAudience === 'course';
	return { lineageId, title, body, proof, sharesWork, isRemoved };
}

/** The attachments that go along; those of removed tasks are for the organisers only. */
export function attachmentsOf(course: AuthoredCourse, scope: Scope): Attachment[] {
	if (scope === 'everything') return course.attachments;
	const texts = [course.about, course.badge?.criteriaMd ?? '', ...course.tasks.map(({ body }) => body)];
	return course.attachments.filter(({ fileId }) => texts.some((text) => text.includes(fileId)));
}
