import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { parse } from '../forms/form.js';
import { NoAuthorization } from '../http/access.js';
import { type Document, document } from '../http/reply.js';
import { Throttles } from '../http/throttles.js';
import { CurrentMember, type Member } from '../http/viewer.js';
import { I18n } from '../i18n/i18n.js';
import { fillTexts, renderMarkdown } from './markdown.js';
import { PreviewForm } from './preview.form.js';

@Controller('markdown')
export class MarkdownController {
	constructor(
		private readonly throttles: Throttles,
		private readonly i18n: I18n,
	) {}

	@Post('preview')
	@HttpCode(200)
	@NoAuthorization('renders the sender’s own text')
	async preview(@CurrentMember() member: Member, @Body() body: unknown): Promise<Document> {
		await this.throttles.take('preview', member.id, { limit: 120, seconds: 60 });
		const form = parse(PreviewForm, body);
		if (form.ok) {
			const html = renderMarkdown(form.value.source, { idPrefix: 'preview' });
			const say = (name: string) => this.i18n.t(member.locale, `markdown.${name}`);
			return document(fillTexts(html, say), 'text/html; charset=utf-8');
		}
		return document(this.i18n.t(member.locale, 'markdown.error-too-long'), 'text/plain; charset=utf-8', {
			status: 422,
		});
	}
}
