import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Injectable } from '@nestjs/common';
import handlebars from 'handlebars';
import { type DateStyle, formatDate } from '../i18n/dates.js';
import { type Args, I18n, LOCALES, type Locale } from '../i18n/i18n.js';
import { fillTexts } from '../markdown/markdown.js';
import { Assets } from './assets.js';
import { fixTexts } from './fixed-texts.js';

export const viewsDir = 'views';

/** What every page has besides its own model, under the name `layout`. */
export interface Layout {
	readonly locale: Locale;
	readonly timeZone: string;
	/** Token for the page's forms; reading it makes the page personal. */
	readonly csrf: string;
}

type Template = (context: object, options?: handlebars.RuntimeOptions) => string;
type Options = { hash: Args; data: { root: { layout: Layout } } };

const escaped = handlebars.Utils.escapeExpression;
const safe = (html: string) => new handlebars.SafeString(html);

function readTemplates(): Map<string, string> {
	const paths = readdirSync(viewsDir, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
		.map((entry) => relative(viewsDir, join(entry.parentPath, entry.name)))
		.filter((path) => !path.startsWith('mail/'));
	return new Map(
		paths.map((path) => [path.slice(0, -'.hbs'.length), readFileSync(join(viewsDir, path), 'utf8')]),
	);
}

/**
 * Handlebars templates of views/, read at start; each is compiled for a language when it is first asked for.
 * `mail/` has an engine of its own.
 */
@Injectable()
export class Views {
	private readonly engines: ReadonlyMap<Locale, ReadonlyMap<string, Template>>;

	constructor(
		private readonly i18n: I18n,
		private readonly assets: Assets,
	) {
		const sources = readTemplates();
		this.engines = new Map(LOCALES.map((locale) => [locale, this.engine(sources, locale)]));
	}

	/** HTML of a page inside the layout. Throws when the view does not exist. */
	render(view: string, model: object, layout: Layout): string {
		const templates = this.engines.get(layout.locale);
		const inner = templates?.get(view);
		const outer = templates?.get('layout');
		if (!inner || !outer) throw new Error(`There is no views/${view}.hbs.`);
		const context = { ...model, layout };
		return outer({ ...context, body: inner(context) });
	}

	/** HTML of a view that is a whole document of its own. Throws when the view does not exist. */
	renderAlone(view: string, model: object, layout: Pick<Layout, 'locale' | 'timeZone'>): string {
		const template = this.engines.get(layout.locale)?.get(view);
		if (!template) throw new Error(`There is no views/${view}.hbs.`);
		return template({ ...model, layout });
	}

	private engine(sources: ReadonlyMap<string, string>, locale: Locale): Map<string, Template> {
		const engine = handlebars.create();
		engine.registerHelper(this.helpers(locale));
		const fixed = (helper: string, argument: string) => {
			if (helper === 't') return this.i18n.fixed(locale, argument);
			if (helper === 'asset') return this.assets.url(argument);
			return helper === 'icon' ? this.icon(argument) : undefined;
		};
		const knownHelpers = Object.fromEntries(Object.keys(engine.helpers).map((helper) => [helper, true]));
		const compile = (source: string) => {
			const spec = handlebars.precompile(fixTexts(source, fixed), {
				knownHelpers,
				knownHelpersOnly: true,
				// A partial's lines may be what somebody wrote, in a <textarea> or a <pre>: never indent them.
				preventIndent: true,
			});
			return engine.template(new Function(`return ${String(spec)}`)());
		};
		const templates = new Map<string, Template>();
		for (const [name, source] of sources) {
			let compiled: handlebars.TemplateDelegate | undefined;
			const template: Template = (context, options) => {
				compiled ??= compile(source);
				return compiled(context, options);
			};
			templates.set(name, template);
			engine.registerPartial(name, template);
		}
		return templates;
	}

	private icon(name: string): string {
		return `<svg class="icon" aria-hidden="true"><use href="${this.assets.url('icons.svg')}#${escaped(name)}"/></svg>`;
	}

	private helpers(locale: Locale): handlebars.HelperDeclareSpec {
		return {
			t: (key: string, options: Options) => this.i18n.t(locale, key, options.hash),
			time: (value: string | Date, style: DateStyle, options: Options) => {
				const { timeZone } = options.data.root.layout;
				const iso = value instanceof Date ? value.toISOString() : value;
				return safe(
					`<time datetime="${escaped(iso)}">${escaped(formatDate(value, style, locale, timeZone))}</time>`,
				);
			},
			number: (value: number) => numbers[locale].format(value),
			icon: (name: string) => safe(this.icon(name)),
			asset: (path: string) => this.assets.url(path),
			csrf: (options: Options) =>
				safe(`<input type="hidden" name="_csrf" value="${escaped(options.data.root.layout.csrf)}">`),
			eq: (a: unknown, b: unknown) => a === b,
			html: (html: string) => safe(fillTexts(html, (name) => this.i18n.t(locale, `markdown.${name}`))),
		};
	}
}

const numbers: Readonly<Record<Locale, Intl.NumberFormat>> = {
	en: new Intl.NumberFormat('en'),
	es: new Intl.NumberFormat('es'),
};
