import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type OfCourse, RunOpened } from '../courses/course.events.js';
import { courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { rows } from '../platform/database/database.js';
import { Events, type RecordedEvent } from '../platform/events/events.js';
import { Notify } from './notify.service.js';

interface About extends Pick<CourseRow, 'kind' | 'ownTerm'> {
	slug: string;
	course: string;
	isFirst: boolean;
	userIds: number[];
}

/** Who hears of new runs. */
@Injectable()
export class RunListeners implements OnModuleInit {
	constructor(
		private readonly events: Events,
		private readonly notify: Notify,
	) {}

	onModuleInit(): void {
		this.events.on(RunOpened, 'notifications.run', (event, tx) => this.opened(event, tx));
	}

	/** Who followed at that time and is still outside; whoever is inside sees it there. */
	private async opened(event: RecordedEvent<OfCourse & { runId: number }>, tx: EntityManager): Promise<void> {
		const { courseId, runId } = event.payload;
		const [about] = await rows<About>(
			tx,
			`SELECT c.slug, c.title AS course, c.kind, c.own_term AS "ownTerm",
				NOT EXISTS (SELECT FROM runs r WHERE r.course_id = c.id AND r.id < $2) AS "isFirst",
				ARRAY(
					SELECT user_id FROM course_followers WHERE course_id = c.id AND user_id <> $3 AND since <= $4
					EXCEPT SELECT user_id FROM course_organisers WHERE course_id = c.id
					EXCEPT SELECT m.user_id FROM memberships m JOIN runs r ON r.id = m.run_id
						WHERE r.course_id = c.id AND m.left_at IS NULL
				) AS "userIds"
			FROM courses c JOIN runs r ON r.course_id = c.id AND r.id = $2
			WHERE c.id = $1 AND c.deleted_at IS NULL`,
			[courseId, runId, event.actorId ?? 0, event.createdAt],
		);
		if (!about) return;
		const { course, isFirst, userIds } = about;
		await this.notify.tell(tx, event, {
			kind: 'run',
			userIds,
			path: courseUrl(about),
			args: { course, which: isFirst ? 'first' : 'next' },
			course: about,
		});
	}
}
