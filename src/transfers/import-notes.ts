import type { Note } from '../archives/archive-note.js';
import type { CourseArchive } from '../archives/course-archive.js';
import { knownLanguage } from '../courses/course-copies.service.js';

/** What of an archive this site has no place for. */
export function notTaken({ course, badges }: CourseArchive): Note[] {
	const notes: Note[] = [];
	const note = (key: string, args: Note['args'] = {}) => notes.push({ key: `transfers.note-${key}`, args });
	if (course.tags.length > 0) note('tags', { tags: course.tags.join(', ') });
	if (course.cover !== null) note('cover', { file: `assets/${course.cover}` });
	if (!knownLanguage(course.language)) note('language', { language: course.language });
	const forCompletion = badges.filter(({ rule }) => rule === 'completion');
	for (const { name } of forCompletion.slice(1)) note('badge', { name });
	return notes;
}
