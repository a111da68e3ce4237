import type { Fields } from './archive-fields.js';
import { ArchiveProblem } from './archive-note.js';
import { normalText, oneLine } from './archive-text.js';
import {
	type ArchivedCourse,
	type ArchivedRun,
	AUDIENCES,
	EDITORS,
	FORMAT,
	KINDS,
	LIMITS,
	PACES,
	type Provenance,
	SIGN_UPS,
	VERSION,
	VERSIONS,
} from './course-archive.js';

export const COURSE_FILE = 'course.yml';

export const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
export const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const LICENCE = /^[A-Za-z0-9][A-Za-z0-9.+-]{0,39}$/;
const ADDRESS = /^https?:\/\/[^\s<>"\p{Cc}]{1,480}$/u;
const ASSET = /^[\w.-]{1,100}$/;

/** course.yml as data. Fields that have nothing to say are left out; the order of the others is part of the format. */
export function courseToYaml(course: ArchivedCourse): Record<string, unknown> {
	const { run, forkedFrom } = course;
	return {
		format: FORMAT,
		version: VERSION,
		title: oneLine(course.title),
		summary: oneLine(course.summary),
		kind: course.kind,
		...filled({ own_term: oneLine(course.ownTerm ?? '') }),
		language: course.language,
		...filled({ effort: oneLine(course.effort) }),
		accent: course.accent,
		...filled({ cover: course.cover ?? '' }),
		licence: course.licence,
		...filled({ attribution: oneLine(course.attribution) }),
		...(course.tags.length > 0 ? { tags: course.tags.map(oneLine) } : {}),
		task_editing: course.taskEditing,
		run: {
			pace: run.pace,
			sign_up: run.signUp,
			...(run.seats === null ? {} : { seats: run.seats }),
			...(run.questions.length > 0 ? { questions: run.questions.map(questionToYaml) } : {}),
		},
		...(forkedFrom ? { forked_from: provenanceToYaml(forkedFrom) } : {}),
	};
}

function questionToYaml({ text, audience }: ArchivedRun['questions'][number]) {
	return { text: oneLine(normalText(text)), audience };
}

function provenanceToYaml({ title, url, licence, attribution }: Provenance) {
	return { title: oneLine(title), url, licence, ...filled({ attribution: oneLine(attribution) }) };
}

function filled(fields: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

export function courseFromYaml(fields: Fields): ArchivedCourse {
	checkVersion(fields);
	const course: ArchivedCourse = {
		title: fields.text('title', LIMITS.title),
		summary: fields.text('summary', LIMITS.summary),
		kind: fields.oneOf('kind', KINDS),
		ownTerm: fields.optionalText('own_term', LIMITS.term) || null,
		language: fields.matching('language', LANGUAGE),
		effort: fields.optionalText('effort', LIMITS.effort),
		accent: fields.matching('accent', NAME),
		cover: fields.optionalMatching('cover', ASSET),
		licence: fields.matching('licence', LICENCE),
		attribution: fields.optionalText('attribution', LIMITS.attribution),
		tags: fields.texts('tags', LIMITS.tags, LIMITS.term),
		taskEditing: fields.oneOf('task_editing', EDITORS),
		run: fields.map('run', runFromYaml),
		forkedFrom: fields.optionalMap('forked_from', provenanceFromYaml),
	};
	fields.done();
	return course;
}

function checkVersion(fields: Fields): void {
	if (fields.optionalText('format', LIMITS.title) !== FORMAT) throw new ArchiveProblem('format', COURSE_FILE);
	const version = fields.optionalNumber('version', Number.MAX_SAFE_INTEGER);
	if (!VERSIONS.some((known) => known === version))
		throw new ArchiveProblem('version', COURSE_FILE, { version: version ?? 0 });
}

function runFromYaml(fields: Fields): ArchivedRun {
	return {
		pace: fields.oneOf('pace', PACES),
		signUp: fields.oneOf('sign_up', SIGN_UPS),
		seats: fields.optionalNumber('seats', LIMITS.seats),
		questions: fields.maps('questions', LIMITS.questions, (question) => ({
			text: question.text('text', LIMITS.question),
			audience: question.oneOf('audience', AUDIENCES),
		})),
	};
}

function provenanceFromYaml(fields: Fields): Provenance {
	return {
		title: fields.text('title', LIMITS.title),
		url: fields.matching('url', ADDRESS),
		licence: fields.matching('licence', LICENCE),
		attribution: fields.optionalText('attribution', LIMITS.attribution),
	};
}
