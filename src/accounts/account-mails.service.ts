import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { I18n, type Locale } from '../platform/i18n/i18n.js';
import { Mail } from '../platform/mail/mail.js';

export interface Addressee {
	username: string;
	email: string;
	locale: Locale;
}

/** The mails about the account itself, which nobody can switch off. */
@Injectable()
export class AccountMails {
	constructor(
		private readonly mail: Mail,
		private readonly i18n: I18n,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	/** `path` is where the mail's button leads; of several mails with one key only the first is sent. */
	async queue(
		tx: EntityManager,
		kind: 'confirm' | 'known' | 'reset' | 'erased',
		to: Addressee,
		path: string,
		key: string = randomUUID(),
	): Promise<void> {
		const { publicUrl, siteName } = this.config;
		const t = (part: string) =>
			this.i18n.t(to.locale, `accounts.mail-${kind}-${part}`, { username: to.username, site: siteName });
		await this.mail.queue(tx, {
			key: `accounts.${kind}:${key}`,
			// Not the display name: a stranger could write anything into it and have us mail it to anybody.
			to: { address: to.email, name: to.username },
			locale: to.locale,
			subject: t('subject'),
			paragraphs: [t('text'), t('ignore')],
			button: { label: t('button'), url: publicUrl + path },
			reason: this.i18n.t(to.locale, 'accounts.mail-reason', { site: siteName }),
		});
	}
}
