import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Injectable } from '@nestjs/common';
import handlebars from 'handlebars';
import { formatDate, type DateStyle } from '../i18n/dates.js';
import { I18n, type Locale } from '../i18n/i18n.js';
import { Assets } from './assets.js';

export const viewsDir = 'views';

/** What every page has besides its own model, under the name `layout`. */
export interface Layout {
	readonly locale: Locale;
	readonly timeZone: string;
	/** Token for the page's forms; reading it makes the page personal. */
	readonly csrf: string;
}

type Template = (context: object) => string;
type Options = { hash: Record<string, string | number>; data: { root: { layout: Layout } } };

const escape = handlebars.Utils.escapeExpression;
const safe = (html: string) => new handlebars.SafeString(html);

/** Handlebars templates of views/, compiled once at start; `mail/` has an engine of its own. */
@Injectable()
export class Views {
	private readonly engine = handlebars.create();
	private readonly templates = new Map<string, Template>();

	constructor(
		private readonly i18n: I18n,
		private readonly assets: Assets,
	) {
		this.addHelpers();
		for (const entry of readdirSync(viewsDir, { recursive: true, withFileTypes: true })) {
			const path = relative(viewsDir, join(entry.parentPath, entry.name));
			if (entry.isFile() && path.endsWith('.hbs') && !path.startsWith('mail/')) this.add(path);
		}
	}

	/** HTML of a page inside the layout. Throws when the view does not exist. */
	render(view: string, model: object, layout: Layout): string {
		const context = { ...model, layout };
		return this.template('layout')({ ...context, body: this.template(view)(context) });
	}

	private template(name: string): Template {
		const template = this.templates.get(name);
		if (!template) throw new Error(`There is no views/${name}.hbs.`);
		return template;
	}

	private add(path: string): void {
		const name = path.slice(0, -'.hbs'.length);
		const source = readFileSync(join(viewsDir, path), 'utf8');
		const spec = handlebars.precompile(source, {
			knownHelpers: Object.fromEntries(Object.keys(this.engine.helpers).map((helper) => [helper, true])),
			knownHelpersOnly: true,
		});
		const compiled = this.engine.template(new Function(`return ${String(spec)}`)());
		this.templates.set(name, compiled as Template);
		this.engine.registerPartial(name, compiled);
	}

	private addHelpers(): void {
		this.engine.registerHelper({
			t: (key: string, options: Options) => this.i18n.t(options.data.root.layout.locale, key, options.hash),
			time: (value: string | Date, style: DateStyle, options: Options) => {
				const { locale, timeZone } = options.data.root.layout;
				const iso = value instanceof Date ? value.toISOString() : value;
				return safe(
					`<time datetime="${escape(iso)}">${escape(formatDate(value, style, locale, timeZone))}</time>`,
				);
			},
			number: (value: number, options: Options) =>
				new Intl.NumberFormat(options.data.root.layout.locale).format(value),
			icon: (name: string) =>
				safe(
					`<svg class="icon" aria-hidden="true"><use href="${this.assets.url('icons.svg')}#${escape(name)}"/></svg>`,
				),
			asset: (path: string) => this.assets.url(path),
			csrf: (options: Options) =>
				safe(`<input type="hidden" name="_csrf" value="${escape(options.data.root.layout.csrf)}">`),
			eq: (a: unknown, b: unknown) => a === b,
			html: (html: string) => safe(html),
		});
	}
}
