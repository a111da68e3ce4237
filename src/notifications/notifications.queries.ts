import { Injectable } from '@nestjs/common';
import { PERSON_JSON, type PersonRow } from '../accounts/person.page.js';
import { Database } from '../platform/database/database.js';
import type { Slice } from '../platform/http/paginate.js';
import type { Kind } from './kinds.js';

export interface NotificationRow {
	id: number;
	kind: Kind;
	path: string;
	args: Record<string, string>;
	createdAt: Date;
	readAt: Date | null;
	/** Who acted; null when the account is gone or nobody did. */
	actor: PersonRow | null;
	/** Of all the person's notifications: their number, those unread, and the latest id. */
	total: number;
	unread: number;
	latest: number;
}

@Injectable()
export class NotificationsQueries {
	constructor(private readonly db: Database) {}

	/** A person's notifications, the unread ones first, then the latest. */
	of(userId: number, slice: Slice): Promise<NotificationRow[]> {
		return this.db.query<NotificationRow>(
			`SELECT n.id, n.kind, n.path, n.args, n.created_at AS "createdAt", n.read_at AS "readAt",
				n.total, n.unread, n.latest, CASE WHEN u.id IS NOT NULL THEN ${PERSON_JSON} END AS actor
			FROM (
				SELECT *, (count(*) OVER ())::int AS total, max(id) OVER () AS latest,
					(count(*) FILTER (WHERE read_at IS NULL) OVER ())::int AS unread
				FROM notifications WHERE user_id = $1
				ORDER BY read_at IS NOT NULL, id DESC LIMIT $2 OFFSET $3
			) n
			JOIN events e ON e.id = n.event_id
			LEFT JOIN users u ON u.id = e.actor_id
			ORDER BY n.read_at IS NOT NULL, n.id DESC`,
			[userId, slice.limit, slice.offset],
		);
	}
}
