import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { applicationUrl } from '../applications/badge-application.page.js';
import { Files } from '../platform/files/files.js';
import { parse, typed } from '../platform/forms/form.js';
import { authorize } from '../platform/http/access.js';
import { found, idFrom, uuidFrom } from '../platform/http/errors.js';
import { document, page, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { levelsFrom, ReviewForm } from './review.form.js';
import { applicationPage, reviewsPage } from './review.page.js';
import { canReview } from './review.policy.js';
import { ReviewsQueries } from './reviews.queries.js';
import { Reviews } from './reviews.service.js';

const SHOWN = 50;

/** Applications as their authors and their reviewers see them. */
@Controller()
export class ReviewsController {
	constructor(
		private readonly queries: ReviewsQueries,
		private readonly reviews: Reviews,
		private readonly files: Files,
		private readonly i18n: I18n,
	) {}

	@Get('reviews')
	async index(@CurrentViewer() viewer: Viewer, @CurrentMember() member: Member) {
		const [waiting, own] = await Promise.all([
			this.queries.waitingFor(member.id, SHOWN),
			this.queries.ownOf(member.id),
		]);
		return page('reviews/index', reviewsPage(waiting, own, viewer, this.i18n));
	}

	@Get('applications/:id')
	async show(@CurrentViewer() viewer: Viewer, @Param('id') id: string) {
		const application = await this.queries.visibleTo(viewer, idFrom(id));
		if (!application && (await this.queries.wasWithdrawn(viewer, idFrom(id))))
			return redirect('/reviews', { flash: 'reviews.was-withdrawn', kind: 'problem' });
		return page('reviews/application', applicationPage(found(application), viewer, this.i18n));
	}

	@Get('applications/:id/files/:fileId/:name')
	async file(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Param('fileId') fileId: string) {
		const application = found(await this.queries.visibleTo(viewer, idFrom(id)));
		const handedIn = application.works.flatMap(({ files }) => files);
		const file = found(handedIn.find((each) => each.id === uuidFrom(fileId)));
		const stored = found(await this.files.open(file.id));
		const isPicture = stored.mediaType === 'image/webp';
		return document(stored.bytes, stored.mediaType, {
			headers: {
				'cache-control': 'private, max-age=300',
				'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
				'content-security-policy': "default-src 'none'; sandbox",
				'x-content-type-options': 'nosniff',
			},
		});
	}

	@Post('applications/:id/reviews')
	async review(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('id') id: string,
		@Body() body: unknown,
	) {
		const application = found(await this.queries.visibleTo(viewer, idFrom(id)));
		const back = applicationUrl(application);
		if (application.hasReviewed)
			return redirect(back, { flash: 'reviews.already-reviewed', kind: 'problem' });
		authorize(canReview(viewer, application));
		const values = typed(body);
		const { levels, errors, rest } = levelsFrom(values, application.rubric);
		const form = parse(ReviewForm, rest);
		if (!form.ok || Object.keys(errors).length > 0) {
			const all = { ...errors, ...(form.ok ? {} : form.errors) };
			return page('reviews/application', applicationPage(application, viewer, this.i18n, values, all), {
				status: 422,
			});
		}
		const { revision: revisionId, verdict, comment, isQuotable } = form.value;
		const review = { revisionId, levels, verdict, comment, isQuotable };
		const outcome = await this.reviews.review(member, application.id, review);
		const isProblem = outcome === 'already-reviewed' || outcome === 'outdated';
		return redirect(back, { flash: `reviews.${outcome}`, kind: isProblem ? 'problem' : 'done' });
	}
}
