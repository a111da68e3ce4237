import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type HTMLElement, parse } from 'node-html-parser';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Answer {
	status: number;
	headers: Readonly<Record<string, string | string[] | number | undefined>>;
	body: string;
	bytes: Buffer;
	/** Where a redirect leads, or ''. */
	location: string;
	html: HTMLElement;
	/** Visible text, white space folded. */
	text: string;
}

/** Somebody with a browser without JavaScript: keeps cookies, follows redirects, fills in the forms that are on the page. */
export class Person {
	protected readonly jar = new Map<string, string>();
	/** The page last seen. */
	page: Answer | undefined;

	constructor(private readonly app: NestFastifyApplication) {}

	/** One request, redirects not followed. `from`: the address it comes from. */
	async request(
		method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH',
		url: string,
		payload?: string | Buffer,
		headers: Record<string, string> = {},
		from = '127.0.0.1',
	): Promise<Answer> {
		const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await this.app.inject({
			method,
			url,
			remoteAddress: from,
			headers: { host: 'localhost:3000', ...(cookie && { cookie }), ...headers },
			...(payload !== undefined && { payload }),
		});
		for (const { name, value, maxAge } of response.cookies as {
			name: string;
			value: string;
			maxAge?: number;
		}[]) {
			if (maxAge === 0) this.jar.delete(name);
			else this.jar.set(name, value);
		}
		const html = parse(response.body);
		return {
			status: response.statusCode,
			headers: response.headers,
			body: response.body,
			bytes: response.rawPayload,
			location: String(response.headers['location'] ?? ''),
			html,
			text: html.textContent.replace(/\s+/g, ' ').trim(),
		};
	}

	/** Opens an address, following redirects as a browser does. */
	async visit(url: string): Promise<Answer> {
		let answer = await this.request('GET', url);
		for (let hops = 0; answer.status === 303 && hops < 5; hops++)
			answer = await this.request('GET', answer.location);
		this.page = answer;
		return answer;
	}

	/**
	 * Submits a form of the present page, found by its action (the part before `?` is enough), with its hidden
	 * and preset fields, and follows the redirect. Throws when there is no such form or no such field in it.
	 */
	async submit(action: string, fields: Fields = {}, button?: string): Promise<Answer> {
		const forms = this.page?.html.querySelectorAll('form') ?? [];
		const form = forms.find(
			(each) =>
				[each.getAttribute('action'), each.getAttribute('action')?.split('?')[0]].includes(action) &&
				(!button || each.text.includes(button)),
		);
		if (!form)
			throw new Error(
				`No form ${action} on the page; there are: ${forms.map((each) => each.getAttribute('action')).join(', ')}`,
			);
		const body = presetFields(form);
		for (const [name, value] of Object.entries(fields)) {
			if (!form.querySelector(`[name="${name}"]`))
				throw new Error(`The form ${action} has no field ${name}.`);
			body.delete(name);
			for (const each of [value].flat()) body.append(name, each);
		}
		return this.send(form.getAttribute('action') ?? action, body);
	}

	/** Posts fields to an address with a valid form token, as if the page had such a form; redirects not followed. */
	async post(url: string, fields: Fields = {}): Promise<Answer> {
		const body = new URLSearchParams({ _csrf: await this.token() });
		for (const [name, value] of Object.entries(fields))
			for (const each of [value].flat()) body.append(name, each);
		return this.request('POST', url, body.toString(), {
			'content-type': 'application/x-www-form-urlencoded',
		});
	}

	/** A form token of this person. */
	async token(): Promise<string> {
		const { html } = await this.request('GET', '/preferences');
		return html.querySelector('input[name="_csrf"]')?.getAttribute('value') ?? '';
	}

	private async send(url: string, body: URLSearchParams): Promise<Answer> {
		const answer = await this.request('POST', url, body.toString(), {
			'content-type': 'application/x-www-form-urlencoded',
		});
		if (answer.status === 303) return this.visit(answer.location);
		this.page = answer;
		return answer;
	}
}

function presetFields(form: HTMLElement): URLSearchParams {
	const body = new URLSearchParams();
	for (const input of form.querySelectorAll('input[name], textarea[name], select[name]')) {
		const name = input.getAttribute('name') ?? '';
		const type = input.getAttribute('type');
		if ((type === 'checkbox' || type === 'radio') && !input.hasAttribute('checked')) continue;
		if (input.tagName === 'SELECT') {
			const option = input.querySelector('option[selected]') ?? input.querySelector('option');
			body.append(name, option?.getAttribute('value') ?? '');
		} else if (input.tagName === 'TEXTAREA') body.append(name, input.text);
		else if (type !== 'file')
			body.append(name, input.getAttribute('value') ?? (type === 'checkbox' ? 'on' : ''));
	}
	return body;
}
