import type { ArchivedBadge, ArchivedTask, CourseArchive } from '../archives/course-archive.js';
import { LIMITS } from '../archives/course-archive.js';
import { cut, oneLine } from '../archives/archive-text.js';
import { toArchiveLinks } from '../archives/references.js';
import type { AuthoredBadge } from '../badges/badge-copies.queries.js';
import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import type { Attachment, AuthoredCourse, AuthoredTask, Scope } from './authored-courses.queries.js';

/** A course as an archive has it, with its links, but its attachments only by their names and badges without uploads. */
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
	const { badges, run } = course;
	const places = new Map(badges.map(({ id }, place) => [id, place]));
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
		badges: badges.map((each) => archivedBadge(each, portable(each.criteriaMd), places)),
	};
}

/** What is asked for outside of the course stays behind: nobody can say who will have it where the copy goes. */
function archivedBadge(
	badge: AuthoredBadge,
	criteria: string,
	places: ReadonlyMap<number, number>,
): ArchivedBadge {
	const { name, description, tags, shape, colour, icon, ribbonColour, ribbonText, imageAlt, rule } = badge;
	const { prerequisites, parts, courses: _elsewhere, rubric, ...settings } = badge.settings;
	const placesOf = (ids: readonly number[]) => ids.flatMap((id) => places.get(id) ?? []);
	return {
		...{
			name,
			description,
			criteria,
			tags,
			shape,
			colour,
			icon,
			ribbonColour,
			ribbonText,
			alt: imageAlt,
			rule,
		},
		picture: null,
		settings: { ...settings, rubric: rubric.map(archivedCriterion) },
		prerequisites: placesOf(prerequisites),
		parts: placesOf(parts),
	};
}

function archivedCriterion({ name, levels, meanings = [], required }: RubricCriterionFacts) {
	const named = levels.map((level, place) => ({ name: level, meaning: meanings[place] ?? '' }));
	return { name, levels: named, required };
}

function archivedTask(task: AuthoredTask, body: string): ArchivedTask {
	const { lineageId, title, proof, workAudience, isRemoved } = task;
	const sharesWork = proof !== 'none' && workAudience === 'course';
	return { lineageId, title, body, proof, sharesWork, isRemoved };
}

/** The attachments that go along; those of removed tasks are for the organisers only. */
export function attachmentsOf(course: AuthoredCourse, scope: Scope): Attachment[] {
	if (scope === 'everything') return course.attachments;
	const texts = [
		course.about,
		...course.badges.map(({ criteriaMd }) => criteriaMd),
		...course.tasks.map(({ body }) => body),
	];
	return course.attachments.filter(({ fileId }) => texts.some((text) => text.includes(fileId)));
}
