import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Events } from '../platform/events/events.js';
import { I18n, isLocale } from '../platform/i18n/i18n.js';
import { AboutPages } from './about/about-pages.service.js';
import type { Accent } from './course-cover.js';
import { PRESETS } from './course-presets.js';
import { slugsFor } from './course-slug.js';
import type { Kind, TaskEditing } from './course.entity.js';
import { CourseCreated, CourseSettingsChanged } from './course.events.js';
import type { Licence } from './licence.policy.js';
import { type FirstRun, Runs } from './runs/runs.service.js';

interface Author {
	id: number;
	timeZone: string;
}

export interface NewCourse {
	title: string;
	summary: string;
	kind: Kind;
	ownTerm: string | null;
	language: string;
	schoolId: number | null;
}

export interface CourseSettings extends NewCourse {
	effort: string;
	accent: Accent;
	licence: Licence;
	attribution: string;
	taskEditing: TaskEditing;
	isUnlisted: boolean;
}

@Injectable()
export class CourseAuthoring {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly aboutPages: AboutPages,
		private readonly runs: Runs,
		private readonly i18n: I18n,
	) {}

	/** A draft of the author's own, with one run as its kind has it and an outline for its About page. */
	create(author: Author, course: NewCourse): Promise<{ id: number; slug: string }> {
		return this.db.transaction((tx) => this.begin(tx, author, course));
	}

	/** As create, as a part of `tx`, with a first run of its own. */
	async begin(
		tx: EntityManager,
		author: Author,
		course: NewCourse,
		run: FirstRun = { ...PRESETS[course.kind], seats: null },
	): Promise<{ id: number; slug: string }> {
		const outline = this.i18n.t(isLocale(course.language) ? course.language : 'en', 'courses.outline');
		const created = await this.insert(tx, author.id, course);
		await rows(tx, 'INSERT INTO course_organisers (course_id, user_id) VALUES ($1, $2)', [
			created.id,
			author.id,
		]);
		await this.runs.begin(tx, created.id, { ...run, timeZone: author.timeZone });
		await this.aboutPages.begin(tx, created.id, author.id, outline);
		await this.events.record(tx, CourseCreated, { courseId: created.id }, author.id);
		return created;
	}

	async changeSettings(editor: { id: number }, courseId: number, settings: CourseSettings): Promise<void> {
		await this.db.transaction(async (tx) => {
			await rows(
				tx,
				`UPDATE courses SET title = $2, summary = $3, kind = $4, own_term = $5, language = $6, school_id = $7,
					effort = $8, accent = $9, licence = $10, attribution = $13, task_editing = $11,
					unlisted_at = CASE WHEN $12::boolean THEN coalesce(unlisted_at, now()) END, updated_at = now()
				WHERE id = $1`,
				[
					courseId,
					settings.title,
					settings.summary,
					settings.kind,
					settings.ownTerm,
					settings.language,
					settings.schoolId,
					settings.effort,
					settings.accent,
					settings.licence,
					settings.taskEditing,
					settings.isUnlisted,
					settings.attribution,
				],
			);
			await this.events.record(tx, CourseSettingsChanged, { courseId }, editor.id);
		});
	}

	/** The first free address of the candidates wins, also against somebody who creates the same title right now. */
	private async insert(
		tx: EntityManager,
		authorId: number,
		course: NewCourse,
	): Promise<{ id: number; slug: string }> {
		const [next] = await rows<{ id: number }>(
			tx,
			`SELECT nextval(pg_get_serial_sequence('courses', 'id'))::int AS id`,
		);
		const id = next?.id ?? 0;
		for (const slug of slugsFor(course.title, id)) {
			const [created] = await rows<{ id: number; slug: string }>(
				tx,
				`INSERT INTO courses (id, slug, kind, own_term, title, summary, language, school_id, task_editing, created_by)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
				ON CONFLICT (slug) DO NOTHING RETURNING id, slug`,
				[
					id,
					slug,
					course.kind,
					course.ownTerm,
					course.title,
					course.summary,
					course.language,
					course.schoolId,
					PRESETS[course.kind].taskEditing,
					authorId,
				],
			);
			if (created) return created;
		}
		throw new Error(`No free address for “${course.title}”.`);
	}
}
