import { Controller, Get, Param } from '@nestjs/common';
import { AwardsQueries } from '../badges/awards.queries.js';
import { CourseCards } from '../catalogue/course-cards.queries.js';
import { Public } from '../platform/http/access.js';
import { found } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { personPage } from './person.page.js';
import { PersonQueries } from './person.queries.js';

const COURSES_SHOWN = 24;

@Controller('people')
export class PersonController {
	constructor(
		private readonly people: PersonQueries,
		private readonly courses: CourseCards,
		private readonly awards: AwardsQueries,
		private readonly i18n: I18n,
	) {}

	@Get(':username')
	@Public()
	async show(@CurrentViewer() viewer: Viewer, @Param('username') username: string) {
		const profile = found(await this.people.visibleTo(viewer, username));
		if (profile.username !== username) return redirect(`/people/${encodeURIComponent(profile.username)}`);
		const [courses, awards] = await Promise.all([
			this.courses.ofPerson(profile.id, COURSES_SHOWN),
			this.awards.awardsOf(profile.id, viewer),
		]);
		return page('shell/person', personPage(profile, courses, awards, viewer, this.i18n));
	}
}
