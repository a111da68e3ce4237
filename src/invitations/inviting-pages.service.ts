import { Injectable } from '@nestjs/common';
import type { CourseRow } from '../courses/courses.queries.js';
import { type Page, page } from '../platform/http/reply.js';
import type { Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Role } from './invitation.entity.js';
import { type Entered, invitingPage } from './invitation.page.js';
import { InvitationsQueries } from './invitations.queries.js';

/** The pages where organisers invite, which come back with an error or with the link that was made. */
@Injectable()
export class InvitingPages {
	constructor(
		private readonly invitations: InvitationsQueries,
		private readonly i18n: I18n,
	) {}

	async show(course: CourseRow, viewer: Viewer, role: Role, entered: Entered = {}): Promise<Page> {
		const sent = await this.invitations.sentFor(course.id, role);
		return page('invitations/index', invitingPage(course, viewer, this.i18n, role, sent, entered), {
			status: entered.errors ? 422 : entered.link ? 201 : 200,
		});
	}
}
