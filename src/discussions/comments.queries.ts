import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { type CourseRow, CoursesQueries } from '../courses/courses.queries.js';
import { Database } from '../platform/database/database.js';
import type { Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';

export interface CommentRow {
	id: number;
	threadId: number | null;
	authorId: number | null;
	/** Null when the account is gone. */
	author: PersonRow | null;
	/** The author organises the course at present. */
	isByOrganiser: boolean;
	/** The author finished the course and helps in it at present. */
	isByHelper: boolean;
	bodyMd: string;
	bodyHtml: string;
	createdAt: Date;
	editedAt: Date | null;
	removedAt: Date | null;
	hiddenAt: Date | null;
	hiddenReason: string | null;
}

export interface ThreadRow {
	id: number;
	task: { id: number; title: string } | null;
	/** How many answers there are. */
	replies: number;
	/** The comment that opened it, then some of the answers in order. */
	comments: CommentRow[];
}

export interface Threads {
	threads: ThreadRow[];
	/** How many there are on all pages. */
	total: number;
	/** What they were made of: the same object for all, while nothing changes. */
	rows: readonly object[];
}

export type PlacedComment = CommentRow &
	Pick<ThreadRow, 'task'> & {
		/** The how manieth answer of its thread it is; 0 for the comment that opened it. */
		place: number;
	};

type FlatRow = CommentRow & { root: number; task: ThreadRow['task']; total: number; replies: number };

/** The latest answers that a list of threads shows of each. */
export const LATEST_REPLIES = 5;

const COLUMNS = `c.id, c.thread_id AS "threadId", c.author_id AS "authorId", c.body_md AS "bodyMd",
	c.body_html AS "bodyHtml", c.created_at AS "createdAt", c.edited_at AS "editedAt",
	c.removed_at AS "removedAt", c.hidden_at AS "hiddenAt", c.hidden_reason AS "hiddenReason",
	CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS author,
	EXISTS (SELECT FROM course_organisers o WHERE o.course_id = c.course_id AND o.user_id = c.author_id) AS "isByOrganiser",
	EXISTS (SELECT FROM memberships m JOIN runs r ON r.id = m.run_id WHERE r.course_id = c.course_id
		AND m.user_id = c.author_id AND m.left_at IS NULL AND m.helper_since IS NOT NULL) AS "isByHelper",
	CASE WHEN k.id IS NOT NULL THEN json_build_object('id', k.id, 'title', k.title) END AS task`;

/** A removed task takes its threads along, and brings them back when it is restored. */
const PRESENT = '(k.id IS NULL OR k.removed_at IS NULL)';

const THREADS = `WITH threads AS (
		SELECT coalesce(c.thread_id, c.id) AS id, max(c.id) AS latest, count(*)::int - 1 AS replies,
			count(*) OVER ()::int AS total
		FROM comments c LEFT JOIN tasks k ON k.id = c.task_id
		WHERE c.course_id = $1 AND ($2::int IS NULL OR c.task_id = $2) AND ${PRESENT}
		GROUP BY coalesce(c.thread_id, c.id) ORDER BY latest DESC LIMIT $3 OFFSET $4
	)
	SELECT threads.id AS root, threads.total, threads.replies, ${COLUMNS}
	FROM threads
	CROSS JOIN LATERAL (
		SELECT * FROM comments WHERE id = threads.id
		UNION ALL (SELECT * FROM comments WHERE thread_id = threads.id ORDER BY id DESC LIMIT ${LATEST_REPLIES})
	) c
	LEFT JOIN users u ON u.id = c.author_id
	LEFT JOIN tasks k ON k.id = c.task_id
	ORDER BY threads.latest DESC, c.id`;

@Injectable()
export class CommentsQueries {
	constructor(
		private readonly db: Database,
		private readonly courses: CoursesQueries,
	) {}

	/** Threads of a task, or with null of the whole course and all its tasks; the latest activity first. */
	async threadsOf(courseId: number, taskId: number | null, slice: Slice): Promise<Threads> {
		const flat = await this.db.remembered<FlatRow>(THREADS, [courseId, taskId, slice.limit, slice.offset]);
		return { threads: inThreads(flat), total: flat[0]?.total ?? 0, rows: flat };
	}

	/** One thread of a course, with a page of its answers. */
	async thread(
		courseId: number,
		threadId: number,
		{ limit, offset }: Pick<Slice, 'limit' | 'offset'>,
	): Promise<ThreadRow | undefined> {
		const flat = await this.db.query<FlatRow>(
			`SELECT $2::int AS root, 1 AS total, ${COLUMNS},
				(SELECT count(*)::int FROM comments WHERE thread_id = $2) AS replies
			FROM (
				SELECT * FROM comments WHERE id = $2 AND thread_id IS NULL
				UNION ALL (SELECT * FROM comments WHERE thread_id = $2 ORDER BY id LIMIT $3 OFFSET $4)
			) c
			LEFT JOIN users u ON u.id = c.author_id
			LEFT JOIN tasks k ON k.id = c.task_id
			WHERE c.course_id = $1 AND ${PRESENT} ORDER BY c.id`,
			[courseId, threadId, limit, offset],
		);
		return inThreads(flat)[0];
	}

	/** A comment and its course, if this viewer may know of the course. */
	async visibleTo(
		viewer: Viewer,
		id: number,
	): Promise<{ comment: PlacedComment; course: CourseRow } | undefined> {
		const placed = await this.db.one<PlacedComment & { slug: string }>(
			`SELECT p.slug, ${COLUMNS},
				(SELECT count(*)::int FROM comments e WHERE e.thread_id = c.thread_id AND e.id <= c.id) AS place
			FROM comments c
			JOIN courses p ON p.id = c.course_id
			LEFT JOIN users u ON u.id = c.author_id
			LEFT JOIN tasks k ON k.id = c.task_id
			WHERE c.id = $1 AND ${PRESENT}`,
			[id],
		);
		if (!placed) return undefined;
		const { slug, ...comment } = placed;
		const course = await this.courses.visibleTo(viewer, slug);
		return course && { comment, course };
	}
}

function inThreads(flat: readonly FlatRow[]): ThreadRow[] {
	const threads = new Map<number, ThreadRow>();
	for (const { root, task, replies, total: _total, ...comment } of flat) {
		const thread = threads.get(root) ?? { id: root, task, replies, comments: [] };
		thread.comments.push(comment);
		threads.set(root, thread);
	}
	return [...threads.values()];
}
