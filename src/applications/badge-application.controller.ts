import { Controller, Delete, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { badgeUrl } from '../badges/badge.page.js';
import { DOCUMENT_BYTES_LIMIT } from '../platform/files/document.js';
import { readUpload } from '../platform/files/upload.js';
import { type FieldErrors, parse, type Values } from '../platform/forms/form.js';
import { authorize, NoAuthorization } from '../platform/http/access.js';
import { found, idFrom, uuidFrom } from '../platform/http/errors.js';
import { page, redirect } from '../platform/http/reply.js';
import { Throttles } from '../platform/http/throttles.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { ApplicationForm } from './badge-application.form.js';
import { applicationUrl, applyPage, applyUrl } from './badge-application.page.js';
import { canApply, mayRevise } from './badge-application.policy.js';
import { type ApplyRow, BadgeApplicationsQueries } from './badge-applications.queries.js';
import { BadgeApplications, type SaveOutcome } from './badge-applications.service.js';

/** What is said when the work came at the wrong moment. */
const LATE = { waiting: 'applications.still-waiting', 'not-open': 'applications.not-open' } as const;

const FIELDS: Readonly<Record<Exclude<Extract<SaveOutcome, string>, keyof typeof LATE>, string>> = {
	'nothing-handed-in': 'url',
	'no-reflection': 'reflection',
	'bad-file': 'file',
	'no-room': 'file',
	'too-many-files': 'file',
};

/** What somebody hands in for a badge. */
@Controller()
export class BadgeApplicationController {
	constructor(
		private readonly queries: BadgeApplicationsQueries,
		private readonly applications: BadgeApplications,
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Get('badges/:id/application')
	async edit(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const badge = found(await this.queries.forApplying(viewer, uuidFrom(id)));
		if (!badge.open && badge.missing.length > 0) return this.tooEarly(badge);
		if (badge.open && !mayRevise(badge.open)) return redirect(applicationUrl(badge.open));
		authorize(badge.open !== null || canApply(viewer, badge));
		return page('applications/edit', applyPage(badge, viewer, this.i18n));
	}

	@Post('badges/:id/application')
	async save(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Req() request: FastifyRequest,
	) {
		const badge = found(await this.queries.forApplying(viewer, uuidFrom(id)));
		if (!badge.open && badge.missing.length > 0) return this.tooEarly(badge);
		authorize(badge.open !== null || canApply(viewer, badge));
		await this.throttles.take('application', member.id, { limit: 120, seconds: 3_600 });
		const { fields, file, name } = await readUpload(request, 'file', DOCUMENT_BYTES_LIMIT);
		const form = parse(ApplicationForm, fields);
		if (!form.ok) return this.again(badge, viewer, form.values, form.errors);
		if (file === 'too-large')
			return this.again(badge, viewer, form.values, { file: 'applications.error-bad-file' });
		const { url, body, reflection, intent } = form.value;
		// Reviewers are asked each time, and one may withdraw and begin anew.
		if (intent === 'submit')
			await this.throttles.take('hand-in', `${member.id}:${badge.badgeId}`, { limit: 10, seconds: 86_400 });
		const work = { url, body, reflection, file: file && { bytes: file, name } };
		const saved = await this.applications.save(member, badge, work, intent === 'submit');
		if (saved === 'waiting' || saved === 'not-open')
			return redirect(badge.open ? applicationUrl(badge.open) : applyUrl(badge), {
				flash: LATE[saved],
				kind: 'problem',
			});
		if (typeof saved === 'string')
			return this.again(badge, viewer, form.values, { [FIELDS[saved]]: `applications.error-${saved}` });
		if (saved.outcome === 'saved') return redirect(applyUrl(badge), { flash: 'applications.saved' });
		return redirect(applicationUrl({ id: saved.applicationId }), { flash: 'applications.submitted' });
	}

	@Post('applications/:id/withdrawal')
	@NoAuthorization('one withdraws nothing but an application of one’s own')
	async withdraw(@CurrentMember() member: Member, @Param('id') id: string) {
		const outcome = await this.applications.withdraw(member, idFrom(id));
		return outcome === 'withdrawn'
			? redirect('/reviews', { flash: 'applications.withdrawn' })
			: redirect('/reviews', { flash: 'applications.not-open', kind: 'problem' });
	}

	@Delete('applications/:id/files/:fileId')
	@NoAuthorization('one takes nothing away but a file of one’s own draft')
	async detach(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Param('fileId') fileId: string,
	) {
		const publicId = found(await this.queries.badgeOf(viewer, idFrom(id)));
		await this.applications.detach(member, idFrom(id), uuidFrom(fileId));
		return redirect(applyUrl({ publicId }), { flash: 'applications.file-removed' });
	}

	private tooEarly(badge: ApplyRow) {
		return redirect(badgeUrl(badge), { flash: 'applications.too-early', kind: 'problem' });
	}

	private again(badge: ApplyRow, viewer: Viewer, values: Values, errors: FieldErrors) {
		return page('applications/edit', applyPage(badge, viewer, this.i18n, values, errors), { status: 422 });
	}
}
