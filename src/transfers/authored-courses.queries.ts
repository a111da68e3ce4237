import { Injectable } from '@nestjs/common';
import { type AuthoredBadge, authoredBadges } from '../badges/badge-copies.queries.js';
import type { Kind, Provenance, TaskEditing } from '../courses/course.entity.js';
import type { Pace, SignUp } from '../courses/runs/run.entity.js';
import { Database } from '../platform/database/database.js';
import type { Audience, Proof } from '../tasks/task.entity.js';

export interface AuthoredTask {
	id: number;
	lineageId: string;
	revisionId: number;
	title: string;
	body: string;
	proof: Proof;
	workAudience: Audience;
	isRemoved: boolean;
}

export interface Attachment {
	fileId: string;
	name: string;
	mediaType: string;
	/** In bytes. */
	size: number;
	/** In hexadecimal. */
	sha256: string;
}

/** Everything that its authors made of a course. */
export interface AuthoredCourse {
	id: number;
	slug: string;
	title: string;
	summary: string;
	kind: Kind;
	ownTerm: string | null;
	language: string;
	effort: string;
	accent: string;
	licence: string;
	attribution: string;
	taskEditing: TaskEditing;
	provenance: Provenance | null;
	/** Display names of the organisers. */
	organisers: string[];
	run: { pace: Pace; signUp: SignUp; seats: number | null };
	questions: { text: string; audience: 'public' | 'participants' | 'organisers' }[];
	about: string;
	tasks: AuthoredTask[];
	badges: AuthoredBadge[];
	attachments: Attachment[];
}

/** What goes along: all, for the organisers, or what everybody can see. */
export type Scope = 'everything' | 'visible';

@Injectable()
export class AuthoredCoursesQueries {
	constructor(private readonly db: Database) {}

	/** All of it in one statement, and so of one moment. */
	read(courseId: number, scope: Scope): Promise<AuthoredCourse | undefined> {
		return this.db.one<AuthoredCourse>(
			`SELECT c.id, c.slug, c.title, c.summary, c.kind, c.own_term AS "ownTerm", c.language, c.effort, c.accent,
				c.licence, c.attribution, c.task_editing AS "taskEditing", c.provenance,
				(SELECT coalesce(json_agg(u.display_name ORDER BY o.since, u.id), '[]')
					FROM course_organisers o JOIN users u ON u.id = o.user_id WHERE o.course_id = c.id) AS organisers,
				(SELECT json_build_object('pace', r.pace, 'signUp', r.sign_up, 'seats', r.seats)
					FROM runs r WHERE r.course_id = c.id ORDER BY r.id DESC LIMIT 1) AS run,
				(SELECT coalesce(json_agg(json_build_object('text', q.text, 'audience', q.audience) ORDER BY q.position), '[]')
					FROM sign_up_questions q WHERE q.course_id = c.id) AS questions,
				(SELECT a.body_md FROM about_revisions a WHERE a.course_id = c.id ORDER BY a.id DESC LIMIT 1) AS about,
				(SELECT coalesce(json_agg(json_build_object('id', t.id, 'lineageId', t.lineage_id,
						'revisionId', t.revision_id, 'title', t.title, 'body', t.body_md, 'proof', t.proof,
						'workAudience', t.work_audience, 'isRemoved', t.removed_at IS NOT NULL)
						ORDER BY t.position, t.id), '[]')
					FROM tasks t WHERE t.course_id = c.id AND ($2::boolean OR t.removed_at IS NULL)) AS tasks,
				${authoredBadges('$2::boolean')} AS badges,
				(SELECT coalesce(json_agg(json_build_object('fileId', x.file_id, 'name', x.name, 'mediaType', f.media_type,
						'size', f.bytes, 'sha256', f.sha256) ORDER BY x.id), '[]')
					FROM attachments x JOIN files f ON f.id = x.file_id WHERE x.course_id = c.id) AS attachments
			FROM courses c WHERE c.id = $1 AND c.deleted_at IS NULL`,
			[courseId, scope === 'everything'],
		);
	}
}
