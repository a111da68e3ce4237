import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AboutRevised, CourseCreated, CourseSettingsChanged } from '../courses/course.events.js';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { TaskCreated, TaskRemoved, TaskRestored, TaskRevised } from '../tasks/task.events.js';

const weighted = (text: string, weight: 'A' | 'B' | 'C' | 'D') =>
	`setweight(to_tsvector(dictionary, ${text} || ' ' || without_accents(${text})), '${weight}')`;

const INDEX = `
	INSERT INTO course_search (course_id, document, words)
	SELECT id, ${weighted('title', 'A')} || ${weighted('blurb', 'B')} || ${weighted('tasks', 'C')} || ${weighted('about', 'D')},
		lower(without_accents(concat_ws(' ', title, blurb, tasks)))
	FROM (
		SELECT c.id, c.title, concat_ws(' ', c.own_term, c.summary) AS blurb,
			coalesce((SELECT string_agg(t.title, ' ' ORDER BY t.position) FROM tasks t
				WHERE t.course_id = c.id AND t.removed_at IS NULL), '') AS tasks,
			-- The first revision is the outline that every course begins with.
			coalesce((SELECT CASE WHEN a.parent_id IS NOT NULL THEN a.body_md END FROM about_revisions a
				WHERE a.course_id = c.id ORDER BY a.id DESC LIMIT 1), '') AS about,
			CASE c.language WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' ELSE 'simple' END::regconfig AS dictionary
		FROM courses c WHERE %which
	) source
	ON CONFLICT (course_id) DO UPDATE SET document = excluded.document, words = excluded.words`;
const INDEX_ONE = INDEX.replace('%which', 'c.id = $1');
const INDEX_MISSING = INDEX.replace(
	'%which',
	'NOT EXISTS (SELECT FROM course_search s WHERE s.course_id = c.id)',
);

const CHANGES = [
	...[CourseCreated, CourseSettingsChanged, AboutRevised],
	...[TaskCreated, TaskRevised, TaskRemoved, TaskRestored],
];

/** Keeps the words of each course ready for searching. */
@Injectable()
export class SearchIndex implements OnModuleInit, OnApplicationBootstrap {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
	) {}

	onModuleInit(): void {
		for (const change of CHANGES)
			this.events.on<{ courseId: number }>(change, 'catalogue.search', ({ payload }, tx) =>
				this.index(tx, payload.courseId),
			);
	}

	onApplicationBootstrap(): Promise<void> {
		return this.indexMissing();
	}

	/** Takes in courses that came without an event, from a restored backup or a bulk load. */
	async indexMissing(): Promise<void> {
		await this.db.query(INDEX_MISSING);
	}

	private async index(tx: EntityManager, courseId: number): Promise<void> {
		await rows(tx, INDEX_ONE, [courseId]);
	}
}
