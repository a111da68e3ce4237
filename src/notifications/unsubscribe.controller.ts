import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { CrossOrigin, NoAuthorization, Public } from '../platform/http/access.js';
import { idFrom, NotFound } from '../platform/http/errors.js';
import { page } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { type Category, isCategory } from './kinds.js';
import { MailChoices } from './mail-choices.service.js';
import { unsubscribePage } from './notification.page.js';

interface Address {
	userId: string;
	category: string;
	signature: string;
}

/** The link at the foot of a mail. Opening it asks; only its button, or a mail program's (RFC 8058), acts. */
@Controller('unsubscribe/:userId/:category/:signature')
export class UnsubscribeController {
	constructor(
		private readonly choices: MailChoices,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	ask(@CurrentViewer() viewer: Viewer, @Param() address: Address) {
		return this.page(address, viewer, 'asking');
	}

	@Post()
	@Public()
	@CrossOrigin('mail programs send this without visiting us; the address is signed')
	@NoAuthorization('whoever holds the signed address got the mail')
	async switchOff(@CurrentViewer() viewer: Viewer, @Param() address: Address) {
		const { userId, category } = this.verified(address);
		await this.choices.switchOff(userId, category);
		// No redirect: RFC 8058 §3.1 has the answer come at once.
		return this.page(address, viewer, 'off');
	}

	@Delete()
	@Public()
	@NoAuthorization('whoever holds the signed address got the mail')
	async switchOn(@CurrentViewer() viewer: Viewer, @Param() address: Address) {
		const { userId, category } = this.verified(address);
		await this.choices.switchOn(userId, category);
		return this.page(address, viewer, 'on');
	}

	private verified({ userId, category, signature }: Address): { userId: number; category: Category } {
		const id = idFrom(userId);
		if (!isCategory(category) || !this.choices.isSigned(id, category, signature)) throw new NotFound();
		return { userId: id, category };
	}

	private page(address: Address, viewer: Viewer, state: 'asking' | 'off' | 'on') {
		const { userId, category } = this.verified(address);
		const action = `/unsubscribe/${userId}/${category}/${address.signature}`;
		return page(
			'notifications/unsubscribe',
			unsubscribePage(category, action, state, { i18n: this.i18n, viewer }),
		);
	}
}
