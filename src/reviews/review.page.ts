import { personView } from '../accounts/person.page.js';
import type { ApplicationState } from '../applications/badge-application.entity.js';
import { applicationUrl, applyUrl, fileHref } from '../applications/badge-application.page.js';
import { canRevise, canWithdraw } from '../applications/badge-application.policy.js';
import { accentOf, awardUrl, badgeImageUrl, badgeUrl } from '../badges/badge.page.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { VERDICTS } from './review.entity.js';
import { COMMENT_LIMIT } from './review.form.js';
import { canReview } from './review.policy.js';
import type { ApplicationRow, OwnRow, ReviewRow, WaitingRow } from './reviews.queries.js';

const MARKS: Readonly<Record<ApplicationState, 'open' | 'soon' | 'closed' | 'draft'>> = {
	draft: 'draft',
	submitted: 'soon',
	'needs-work': 'closed',
	awarded: 'open',
	withdrawn: 'closed',
};

/** The state of an application, and what happens next, each in a few words. */
function standing(
	application: Pick<OwnRow, 'state' | 'quorum' | 'escalatedAt' | 'decidedBy'>,
	reviews: number,
	say: (key: string, args?: Record<string, string | number>) => string,
) {
	const { state, quorum, escalatedAt, decidedBy } = application;
	const left = quorum - reviews;
	return {
		state: MARKS[state],
		text: say(`state-${state}`),
		next: say(state === 'submitted' && escalatedAt ? `decided-by-${decidedBy}` : `next-${state}`, {
			left,
			reviews,
		}),
	};
}

/** Others' words are hidden from whoever has still to say their own. */
function mayReadReviews(application: ApplicationRow, viewer: Viewer, isLatest: boolean): boolean {
	return !isLatest || viewer.id === application.applicantId || !canReview(viewer, application);
}

/** Where a course's only organiser finds somebody who may decide on their work. */
function inviteHref({ state, escalatedAt, decidedBy, isOrganiser, course }: ApplicationRow): string {
	const isStuck = state === 'submitted' && escalatedAt && decidedBy === 'nobody';
	return isStuck && isOrganiser && course ? `/courses/${course.slug}/organisers` : '';
}

export function applicationPage(
	application: ApplicationRow,
	viewer: Viewer,
	i18n: I18n,
	values: Values = {},
	errors: FieldErrors = {},
) {
	const say = (key: string, args = {}) => i18n.t(viewer.locale, `reviews.${key}`, args);
	const { name, rubric, works, applicantId } = application;
	const latest = works.find(({ submittedAt }) => submittedAt !== null);
	const isMine = viewer.id === applicantId;
	const applicant = personView(application.applicant);
	const reviewView = (review: ReviewRow) => ({
		id: `review-${review.id}`,
		reviewer: review.reviewer && personView(review.reviewer),
		verdict: say(`verdict-${review.verdict}`),
		meets: review.verdict === 'meets',
		commentHtml: review.commentHtml,
		createdAt: review.createdAt,
		note: review.counts ? '' : say('not-counted'),
		levels: rubric.map((criterion, index) => ({
			question: criterion.name,
			level: criterion.levels[review.levels[index] ?? -1] ?? '',
		})),
	});
	return {
		title: say('application-title', { badge: name }),
		accent: accentOf(application.colour),
		crumbs: [
			{ label: i18n.t(viewer.locale, 'shell.badges'), href: '/badges' },
			{ label: name, href: badgeUrl(application) },
			{ label: say('application') },
		],
		...{ applicant, isMine, language: application.language },
		badge: {
			name,
			href: badgeUrl(application),
			imageUrl: badgeImageUrl(application),
			imageAlt: application.imageAlt,
		},
		status: standing(application, latest?.reviews.filter(({ counts }) => counts).length ?? 0, say),
		awardHref: application.awardId ? awardUrl({ id: application.awardId }) : '',
		inviteHref: inviteHref(application),
		reviseHref: canRevise(viewer, application) ? applyUrl(application) : '',
		withdrawal: canWithdraw(viewer, application) ? `${applicationUrl(application)}/withdrawal` : '',
		works: works
			.filter(({ submittedAt }) => submittedAt !== null)
			.map((work) => ({
				heading: say('revision', { number: work.number }),
				isLatest: work === latest,
				submittedAt: work.submittedAt,
				url: work.url,
				bodyHtml: work.bodyHtml,
				reflectionHtml: work.reflectionHtml,
				files: work.files.map((file) => ({
					name: file.name,
					href: fileHref(application.id, file),
					isPicture: file.name.endsWith('.webp'),
				})),
				reviews: mayReadReviews(application, viewer, work === latest) ? work.reviews.map(reviewView) : [],
				hidden: mayReadReviews(application, viewer, work === latest) ? 0 : work.reviews.length,
			})),
		values,
		errors,
		form:
			latest && canReview(viewer, application)
				? reviewForm(application, latest.id, viewer, i18n, values, errors)
				: null,
	};
}

function reviewForm(
	application: ApplicationRow,
	revision: number,
	viewer: Viewer,
	i18n: I18n,
	values: Values,
	errors: FieldErrors,
) {
	const say = (key: string, args = {}) => i18n.t(viewer.locale, `reviews.${key}`, args);
	const problem = (field: string) => (errors[field] ? i18n.t(viewer.locale, errors[field]) : '');
	return {
		action: `${applicationUrl(application)}/reviews`,
		language: application.language,
		revision,
		limit: COMMENT_LIMIT,
		criteria: application.rubric.map(({ name, levels, meanings, required }, index) => {
			const field = `level${index + 1}`;
			return {
				name: field,
				label: name,
				problem: problem(field),
				options: levels.map((level, value) => ({
					label: level,
					name: field,
					value: String(value),
					meaning: meanings?.[value] ?? '',
					help: value === required ? say('is-required') : '',
					checked: values[field] === String(value),
				})),
			};
		}),
		verdicts: VERDICTS.map((value) => ({
			value,
			label: say(`choose-${value}`),
		})),
		verdict: values['verdict'] ?? '',
		comment: values['comment'] ?? '',
		isQuotable: values['isQuotable'] === 'true',
	};
}

/** What waits for this member, and what they wait for. */
export function reviewsPage(
	waiting: readonly WaitingRow[],
	own: readonly OwnRow[],
	viewer: Viewer,
	i18n: I18n,
) {
	const say = (key: string, args = {}) => i18n.t(viewer.locale, `reviews.${key}`, args);
	return {
		title: say('title'),
		waiting: waiting.map((row) => ({
			badge: row.badge,
			href: applicationUrl(row),
			imageUrl: badgeImageUrl(row),
			applicant: personView(row.applicant),
			submittedAt: row.submittedAt,
			sofar: say(row.isEscalated ? 'yours-to-decide' : 'so-far', {
				reviews: row.reviews,
				quorum: row.quorum,
			}),
		})),
		own: own.map((row) => ({
			badge: row.badge,
			href: row.state === 'draft' ? applyUrl(row) : applicationUrl(row),
			...standing(row, row.reviews, say),
		})),
	};
}
