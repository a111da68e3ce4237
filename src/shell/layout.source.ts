import { Injectable } from '@nestjs/common';
import { personView } from '../accounts/person.page.js';
import { Database } from '../platform/database/database.js';
import { LayoutSource } from '../platform/http/page-writer.js';
import type { Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';

@Injectable()
export class ShellLayout implements LayoutSource {
	constructor(
		private readonly db: Database,
		private readonly i18n: I18n,
	) {}

	/** Unread count and the person menu. */
	async extras({ member, locale }: Viewer): Promise<object> {
		if (!member) return { viewer: null, unread: 0 };
		const row = await this.db.one<{ unread: number }>(
			'SELECT count(*)::int AS unread FROM notifications WHERE user_id = $1 AND read_at IS NULL',
			[member.id],
		);
		const unread = row?.unread ?? 0;
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
}
