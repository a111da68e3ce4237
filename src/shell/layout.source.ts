import { Injectable } from '@nestjs/common';
import { personView } from '../accounts/person.page.js';
import { Database } from '../platform/database/database.js';
import { Remembered } from '../platform/database/remembered.js';
import { LayoutSource } from '../platform/http/page-writer.js';
import type { Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';

@Injectable()
export class ShellLayout implements LayoutSource {
	private readonly unread: Remembered<number>;

	constructor(
		private readonly db: Database,
		private readonly i18n: I18n,
	) {
		this.unread = new Remembered(db.changes, { size: 5_000, seconds: 30 });
	}

	/** Unread count and the person menu. */
	async extras({ member, locale }: Viewer): Promise<object> {
		if (!member) return { viewer: null, unread: 0 };
		const unread = await this.unread.of(String(member.id), ['notifications'], () =>
			this.countUnread(member.id),
		);
		return {
			viewer: {
				...personView({ ...member, avatarId: null }),
				avatarUrl: member.avatarUrl,
				isAdmin: member.isAdmin,
				isConfirmed: member.isConfirmed,
			},
			unread,
			unreadLabel: this.i18n.t(locale, 'shell.unread', { count: unread }),
		};
	}

	private async countUnread(userId: number): Promise<number> {
		const row = await this.db.one<{ unread: number }>(
			'SELECT count(*)::int AS unread FROM notifications WHERE user_id = $1 AND read_at IS NULL',
			[userId],
		);
		return row?.unread ?? 0;
	}
}
