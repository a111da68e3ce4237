import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { CourseAuthoring, type NewCourse } from './course-authoring.service.js';
import { ACCENTS } from './course-cover.js';
import { LANGUAGES } from './course-words.js';
import type { Provenance, TaskEditing } from './course.entity.js';
import type { Licence } from './licence.policy.js';
import type { Pace, SignUp } from './runs/run.entity.js';

export interface CourseCopy extends Omit<NewCourse, 'schoolId'> {
	effort: string;
	/** One that the site does not know becomes its own. */
	accent: string;
	licence: Licence;
	attribution: string;
	taskEditing: TaskEditing;
	run: { pace: Pace; signUp: SignUp; seats: number | null };
	/** The course on this site that it is a copy of. */
	forkedFrom: number | null;
	provenance: Omit<Provenance, 'isLocal'> | null;
}

/** The language that courses here have for a BCP 47 code: itself, or without its country; undefined for neither. */
export function knownLanguage(code: string): string | undefined {
	const [base] = code.split('-');
	return [code, base].find((each) => LANGUAGES.some((language) => language === each));
}

@Injectable()
export class CourseCopies {
	constructor(private readonly authoring: CourseAuthoring) {}

	/** A draft of the author's own with the settings of a course from elsewhere; its dates are its own. */
	async add(
		tx: EntityManager,
		author: { id: number; timeZone: string },
		copy: CourseCopy,
	): Promise<{ id: number; slug: string }> {
		const created = await this.authoring.begin(tx, author, { ...copy, schoolId: null });
		await rows(
			tx,
			`UPDATE courses SET effort = $2, accent = coalesce($3, accent), licence = $4, attribution = $5,
				task_editing = $6, forked_from = $7, provenance = $8 WHERE id = $1`,
			[
				created.id,
				copy.effort,
				ACCENTS.find((accent) => accent === copy.accent) ?? null,
				copy.licence,
				copy.attribution,
				copy.taskEditing,
				copy.forkedFrom,
				copy.provenance && JSON.stringify({ ...copy.provenance, isLocal: copy.forkedFrom !== null }),
			],
		);
		const { pace, signUp, seats } = copy.run;
		await rows(tx, 'UPDATE runs SET pace = $2, sign_up = $3, seats = $4 WHERE course_id = $1', [
			created.id,
			pace,
			signUp,
			seats,
		]);
		return created;
	}
}
