import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { courseUrl } from '../courses/course.page.js';
import { mayParticipate } from '../courses/course.policy.js';
import { CoursesQueries } from '../courses/courses.queries.js';
import { typed } from '../platform/forms/form.js';
import { authorize, Public } from '../platform/http/access.js';
import { found, SignInFirst } from '../platform/http/errors.js';
import { type Page, page, type Redirect, redirect } from '../platform/http/reply.js';
import { CurrentMember, CurrentViewer, type Member, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { InvitationAnswers } from './invitation-answers.service.js';
import { invitationPage } from './invitation.page.js';
import { canAccept, canDecline } from './invitation.policy.js';
import { type InvitationRow, InvitationsQueries } from './invitations.queries.js';

const TOOK_PART = {
	joined: 'courses.joined',
	waiting: 'invitations.waiting',
	'already-member': 'courses.already-member',
	moderated: 'courses.closed',
	closed: 'courses.closed',
} as const;

/** `key` is the secret of a link or mail, or the number of an invitation that names a member. */
@Controller('invitations/:key')
export class InvitationAnswerController {
	constructor(
		private readonly invitations: InvitationsQueries,
		private readonly answers: InvitationAnswers,
		private readonly courses: CoursesQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async show(@CurrentViewer() viewer: Viewer, @Param('key') key: string) {
		if (!viewer.member && /^\d+$/.test(key)) throw new SignInFirst();
		const invitation = found(await this.invitations.find(viewer, key));
		return (
			this.settled(invitation) ?? page('invitations/show', invitationPage(key, invitation, viewer, this.i18n))
		);
	}

	@Post('acceptance')
	async accept(
		@CurrentViewer() viewer: Viewer,
		@CurrentMember() member: Member,
		@Param('key') key: string,
		@Body() body: unknown,
	) {
		const invitation = found(await this.invitations.find(viewer, key));
		authorize(canAccept(viewer));
		const settled = this.settled(invitation);
		if (settled) return settled;
		return invitation.role === 'organiser'
			? this.organise(member, invitation)
			: this.takePart(viewer, member, invitation, typed(body)['shareEmail'] === 'true');
	}

	/** Needs no account: whoever reads the mail may say no to it. */
	@Post('refusal')
	@Public()
	async decline(@CurrentViewer() viewer: Viewer, @Param('key') key: string) {
		const invitation = found(await this.invitations.find(viewer, key));
		authorize(canDecline(invitation));
		await this.answers.decline(invitation.id);
		return redirect('/', {
			flash: { key: 'invitations.declined', args: { title: invitation.course.title } },
		});
	}

	private async organise(member: Member, { id, course }: InvitationRow): Promise<Page | Redirect> {
		const outcome = await this.answers.organise(member, id);
		if (outcome === 'gone') return gone();
		return redirect(`${courseUrl(course)}/manage`, {
			flash: { key: `invitations.${outcome}`, args: { title: course.title } },
		});
	}

	private async takePart(
		viewer: Viewer,
		member: Member,
		{ id, course: { slug } }: InvitationRow,
		sharesEmail: boolean,
	) {
		const course = found(await this.courses.visibleTo(viewer, slug));
		authorize(mayParticipate(viewer, course));
		const outcome = await this.answers.takePart(member, id, course, sharesEmail);
		if (outcome === 'gone') return gone();
		return redirect(courseUrl(course), {
			flash: { key: TOOK_PART[outcome], args: { title: course.title } },
			kind: outcome === 'closed' || outcome === 'moderated' ? 'problem' : 'done',
		});
	}

	/** The way on for whoever is in already, or whose invitation is no longer good. */
	private settled({ isInside, isOpen, course }: InvitationRow): Page | Redirect | undefined {
		if (isInside)
			return redirect(courseUrl(course), {
				flash: { key: 'invitations.already-in', args: { title: course.title } },
			});
		return isOpen ? undefined : gone();
	}
}

function gone(): Page {
	return page('invitations/gone', { titleKey: 'invitations.gone-title' }, { status: 410 });
}
