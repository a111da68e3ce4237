import { Body, Controller, Delete, Param, Put, Query } from '@nestjs/common';
import { typed } from '../platform/forms/form.js';
import { NoAuthorization } from '../platform/http/access.js';
import { Conflict } from '../platform/http/errors.js';
import { document, localPath, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, type Member } from '../platform/http/viewer.js';
import { Drafts } from './drafts.service.js';

@Controller('drafts/:place')
export class DraftsController {
	constructor(
		private readonly drafts: Drafts,
		private readonly throttles: Throttles,
	) {}

	@Put()
	@NoAuthorization('keeps the member’s own words')
	async keep(
		@CurrentMember() member: Member,
		@Param('place') place: string,
		@Query('next') next: unknown,
		@Body() body: unknown,
	) {
		await this.throttles.take('draft', member.id, { limit: 3_000, seconds: 3_600 });
		const outcome = await this.drafts.keep(member, place, typed(body));
		if (outcome === 'impossible') throw new Conflict('drafts.error-impossible');
		return next === undefined
			? document('', 'text/plain; charset=utf-8')
			: redirect(localPath(next), { flash: 'drafts.flash-kept' });
	}

	@Delete()
	@NoAuthorization('forgets the member’s own words')
	async forget(@CurrentMember() member: Member, @Param('place') place: string, @Body() body: unknown) {
		await this.drafts.forget(member, place);
		return redirect(localPath(typed(body)['next']), { flash: 'drafts.flash-forgotten' });
	}
}
