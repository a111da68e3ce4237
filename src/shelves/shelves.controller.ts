import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { AwardsQueries } from '../badges/awards.queries.js';
import { parse } from '../platform/forms/form.js';
import { NoAuthorization } from '../platform/http/access.js';
import { Conflict, NotFound, uuidFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { ShelfForm, ShelfMoveForm, ShelfOrderForm } from './shelf.form.js';
import { SHELF_PATH, shelfPage } from './shelf.page.js';
import { Shelves } from './shelves.service.js';

/** A member's own badges, as their profile shall show them. */
@Controller('settings/badges')
export class ShelvesController {
	constructor(
		private readonly awards: AwardsQueries,
		private readonly shelves: Shelves,
		private readonly i18n: I18n,
	) {}

	@Get()
	async show(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member) {
		return page('shelves/shelf', shelfPage(await this.awards.awardsOf(member.id, viewer), viewer, this.i18n));
	}

	/** The whole order, as dragging leaves it, or one badge and the direction in which its button moves it. */
	@Put('order')
	@NoAuthorization("Only the member's own badges are moved")
	async order(@CurrentMember() member: Member, @Body() body: unknown) {
		const whole = parse(ShelfOrderForm, body);
		if (whole.ok) {
			if ((await this.shelves.arrange(member.id, whole.value.order.split(','))) === 'changed')
				throw new Conflict('badges.error-shelf-order');
			return redirect(SHELF_PATH);
		}
		const form = parse(ShelfMoveForm, body);
		if (!form.ok) throw new Conflict('badges.error-shelf-order');
		const { award, direction } = form.value;
		if ((await this.shelves.move(member.id, award, direction)) === 'gone') throw new NotFound();
		return redirect(`${SHELF_PATH}#award-${award}`);
	}

	@Put(':id')
	@NoAuthorization("Only the member's own badges are found")
	async keep(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Body() body: unknown,
	) {
		const awardId = uuidFrom(id);
		const form = parse(ShelfForm, body);
		if (!form.ok) {
			const { shelf = '', isHidden } = form.values;
			const wrong = { id: awardId, shelf: String(shelf), isHidden: isHidden === 'true', errors: form.errors };
			const awards = await this.awards.awardsOf(member.id, viewer);
			return page('shelves/shelf', shelfPage(awards, viewer, this.i18n, wrong), { status: 422 });
		}
		if ((await this.shelves.keep(member.id, awardId, form.value)) === 'gone') throw new NotFound();
		return redirect(`${SHELF_PATH}#award-${awardId}`, { flash: 'badges.shelf-saved' });
	}
}
