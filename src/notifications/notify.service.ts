import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { thisKind } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { rows } from '../platform/database/database.js';
import { I18n, type Locale } from '../platform/i18n/i18n.js';
import { Mail } from '../platform/mail/mail.js';
import { categoryOf, type Kind } from './kinds.js';
import { MailChoices } from './mail-choices.service.js';

export interface Notice {
	kind: Kind;
	userIds: readonly number[];
	/** Where it leads, on this site. */
	path: string;
	/** What its sentence names besides the person who acted. */
	args: Readonly<Record<string, string>>;
	/** Name of the person who acted; null when the account is gone or nobody did. */
	person?: string | null;
	/** Somebody's words, for the mail. */
	quote?: string;
	/** Lets the mail say `thisKind`, in the words of the author and the language of the reader. */
	course?: Pick<CourseRow, 'kind' | 'ownTerm'>;
}

interface Recipient {
	id: number;
	address: string;
	name: string;
	locale: Locale;
}

@Injectable()
export class Notify {
	constructor(
		private readonly mail: Mail,
		private readonly choices: MailChoices,
		private readonly i18n: I18n,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	/**
	 * Tells people of an event, once each: a row for the site, and a mail to those with a confirmed address
	 * who want mails of this kind.
	 */
	async tell(tx: EntityManager, event: { id: number }, notice: Notice): Promise<void> {
		const { kind, userIds, path, args } = notice;
		const recipients = await rows<Recipient>(
			tx,
			`WITH told AS (
				INSERT INTO notifications (user_id, event_id, kind, path, args)
				SELECT id, $2, $3, $4, $5 FROM users WHERE id = ANY($1)
				ON CONFLICT DO NOTHING RETURNING user_id
			)
			SELECT u.id, u.email AS address, u.display_name AS name, u.locale
			FROM told JOIN users u ON u.id = told.user_id
			WHERE u.confirmed_at IS NOT NULL
				AND NOT EXISTS (SELECT FROM mail_choices m WHERE m.user_id = u.id AND m.category = $6)
			ORDER BY u.id`,
			[userIds, event.id, kind, path, JSON.stringify(args), categoryOf(kind)],
		);
		for (const recipient of recipients) await this.write(tx, event, notice, recipient);
	}

	private async write(
		tx: EntityManager,
		event: { id: number },
		{ kind, path, args, person, quote, course }: Notice,
		{ id, address, name, locale }: Recipient,
	): Promise<void> {
		const { siteName, publicUrl } = this.config;
		const category = categoryOf(kind);
		const known = {
			...args,
			person: person ?? this.i18n.t(locale, 'notifications.someone'),
			site: siteName,
			...(course && { thisKind: thisKind(course, this.i18n, locale) }),
		};
		const say = (part: string) => this.i18n.t(locale, `notifications.${part}-${kind}`, known);
		await this.mail.queue(tx, {
			key: `notification:${event.id}:${id}:${kind}`,
			to: { address, name },
			locale,
			subject: say('subject'),
			paragraphs: [say('text')],
			...(quote && { quote }),
			button: { label: say('button'), url: publicUrl + path },
			reason: say('reason'),
			...(category && { unsubscribeUrl: this.choices.unsubscribeUrl(id, category) }),
		});
	}
}
