import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { kindNoun } from '../courses/course.page.js';
import type { Kind } from '../courses/course.entity.js';
import { rows } from '../platform/database/database.js';
import { I18n, isLocale, type Locale } from '../platform/i18n/i18n.js';
import { Mail } from '../platform/mail/mail.js';
import type { Role } from './invitation.entity.js';

interface Asked {
	role: Role;
	title: string;
	kind: Kind;
	ownTerm: string | null;
	language: string;
	inviter: string;
	inviterLocale: Locale;
}

/** To people who are not members yet, in the language of the course if we speak it, else in the inviter's. */
@Injectable()
export class InvitationMails {
	constructor(
		private readonly mail: Mail,
		private readonly i18n: I18n,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	async queue(tx: EntityManager, invitationId: number, address: string, token: string): Promise<void> {
		const [asked] = await rows<Asked>(
			tx,
			`SELECT i.role, c.title, c.kind, c.own_term AS "ownTerm", c.language, u.display_name AS inviter,
				u.locale AS "inviterLocale"
			FROM invitations i JOIN courses c ON c.id = i.course_id JOIN users u ON u.id = i.invited_by
			WHERE i.id = $1`,
			[invitationId],
		);
		if (!asked) throw new Error(`There is no invitation ${invitationId}.`);
		const { role, title, inviter, language, inviterLocale } = asked;
		const locale = isLocale(language) ? language : inviterLocale;
		const { siteName, publicUrl } = this.config;
		const args = { role, title, person: inviter, noun: kindNoun(asked, this.i18n, locale), site: siteName };
		const t = (part: string) => this.i18n.t(locale, `invitations.mail-${part}`, args);
		await this.mail.queue(tx, {
			key: `invitation:${invitationId}`,
			to: { address, name: address },
			locale,
			subject: t('subject'),
			paragraphs: [t('text'), t('decline')],
			button: { label: t('button'), url: `${publicUrl}/invitations/${token}` },
			reason: t('reason'),
		});
	}
}
