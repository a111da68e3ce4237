import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { notificationsPage } from '../notifications/notification.page.js';
import { NotificationsQueries } from '../notifications/notifications.queries.js';
import { type Page, page } from '../platform/http/reply.js';
import type { Member, Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { ReviewsQueries } from '../reviews/reviews.queries.js';
import { myCoursesPage } from './my-courses.page.js';
import { MyCoursesQueries } from './my-courses.queries.js';

const NOTICES = { page: 1, limit: 5, offset: 0 };

/** The home of a member. */
@Injectable()
export class MyCourses {
	constructor(
		private readonly courses: MyCoursesQueries,
		private readonly notifications: NotificationsQueries,
		private readonly reviews: ReviewsQueries,
		private readonly i18n: I18n,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	async home(member: Member, viewer: Viewer): Promise<Page> {
		const [mine, latest, reviewsWaiting] = await Promise.all([
			this.courses.of(member.id),
			this.notifications.of(member.id, NOTICES),
			this.reviews.countFor(member.id),
		]);
		const { i18n } = this;
		const { notices } = notificationsPage(latest, NOTICES, { i18n, viewer, siteName: this.config.siteName });
		return page('shell/my-courses', {
			...myCoursesPage(mine, i18n, viewer.locale),
			unread: notices.filter(({ isUnread }) => isUnread),
			reviewsWaiting,
		});
	}
}
