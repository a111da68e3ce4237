import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { badgeUrl } from '../badges/badge.page.js';
import { type BadgePageRow, BadgesQueries } from '../badges/badges.queries.js';
import { readUpload } from '../platform/files/upload.js';
import { type FieldErrors, parse, type Values } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom, uuidFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { GiftForm, LIST_CHARACTERS, ListForm } from './grant.form.js';
import { batchPage, batchUrl, giftPage, grantsPage } from './grant.page.js';
import { canGiveByHand, canGiveToPeer } from './grant.policy.js';
import { GrantsQueries } from './grants.queries.js';
import { Grants } from './grants.service.js';
import { LIST_LIMIT, listText, peopleOf } from './people-list.js';

/** Badges given by people. */
@Controller('badges/:id')
export class GrantsController {
	constructor(
		private readonly badges: BadgesQueries,
		private readonly queries: GrantsQueries,
		private readonly grants: Grants,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get('gift')
	async gift(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member, @Param('id') id: string) {
		const badge = await this.badge(viewer, id);
		authorize(canGiveToPeer(viewer, badge));
		return this.giftPage(badge, member, viewer);
	}

	@Post('gift')
	async give(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Body() body: unknown,
	) {
		const badge = await this.badge(viewer, id);
		authorize(canGiveToPeer(viewer, badge));
		await this.throttles.take('gift', member.id, { limit: 60, seconds: 3_600 });
		const form = parse(GiftForm, body);
		if (!form.ok) return this.giftPage(badge, member, viewer, form.values, form.errors);
		const outcome = await this.grants.gift(member, badge.id, form.value.username, form.value.comment);
		if (outcome !== 'given')
			return this.giftPage(badge, member, viewer, form.values, { username: `grants.gift-${outcome}` });
		return redirect(badgeUrl(badge), { flash: 'grants.gift-given' });
	}

	@Get('grants')
	async list(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const badge = await this.badge(viewer, id);
		authorize(canGiveByHand(viewer, badge));
		return this.listPage(badge, viewer);
	}

	@Post('grants')
	async begin(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Req() request: FastifyRequest,
	) {
		const badge = await this.badge(viewer, id);
		authorize(canGiveByHand(viewer, badge));
		await this.throttles.take('grants', member.id, { limit: 30, seconds: 3_600 });
		const { fields, file } = await readUpload(request, 'file', LIST_CHARACTERS);
		const form = parse(ListForm, fields);
		if (!form.ok) return this.listPage(badge, viewer, form.values, form.errors);
		if (file === 'too-large')
			return this.listPage(badge, viewer, form.values, { people: 'grants.error-people' });
		const { run } = form.value;
		if (run !== undefined)
			return redirect(batchUrl(badge, await this.grants.beginForRun(member, badge.id, run)));
		const people = peopleOf(`${form.value.people}\n${file ? listText(file) : ''}`);
		if (people.length === 0 || people.length > LIST_LIMIT)
			return this.listPage(badge, viewer, form.values, { people: 'grants.error-people' });
		return redirect(batchUrl(badge, await this.grants.begin(member, badge.id, people)));
	}

	@Get('grants/:batch')
	async report(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Param('batch') batchId: string) {
		const badge = await this.badge(viewer, id);
		authorize(canGiveByHand(viewer, badge));
		const [batch] = await this.queries.batchesOf(badge.id, idFrom(batchId));
		const lines = await this.queries.linesOf(found(batch).id);
		return page('grants/report', batchPage(badge, found(batch), lines, viewer, this.i18n));
	}

	private async badge(viewer: Viewer, id: string): Promise<BadgePageRow> {
		return found(await this.badges.visibleTo(viewer, uuidFrom(id)));
	}

	private async giftPage(
		badge: BadgePageRow,
		member: Member,
		viewer: Viewer,
		values: Values = {},
		errors?: FieldErrors,
	) {
		const peers = await this.queries.peersOf(badge.id, member.id);
		return page('grants/gift', giftPage(badge, peers, viewer, this.i18n, values, errors ?? {}), {
			status: errors ? 422 : 200,
		});
	}

	private async listPage(badge: BadgePageRow, viewer: Viewer, values: Values = {}, errors?: FieldErrors) {
		const [batches, runs] = await Promise.all([
			this.queries.batchesOf(badge.id),
			this.queries.runsOf(badge.id),
		]);
		return page('grants/list', grantsPage(badge, batches, runs, viewer, this.i18n, values, errors ?? {}), {
			status: errors ? 422 : 200,
		});
	}
}
