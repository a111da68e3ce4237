import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Injectable } from '@nestjs/common';
import handlebars from 'handlebars';
import { type DateStyle, formatDate } from '../i18n/dates.js';
import { type Args, I18n, LOCALES, type Locale } from '../i18n/i18n.js';
import { fillTexts } from '../markdown/markdown.js';
import { Assets } from './assets.js';
import { fixTexts } from './fixed-texts.js';
import { type Shared, SharedHtml } from './shared.js';

export const viewsDir = 'views';

/**
 * Stands in rendered pages where the token of their forms goes, so that parts with forms can be kept for all.
 * Nobody can write it into a text of theirs, for it never leaves this process.
 */
export const FORM_TOKEN = `form-token-${randomBytes(18).toString('hex')}`;

/** What every page has besides its own model, under the name `layout`. */
export interface Layout {
	readonly locale: Locale;
	readonly timeZone: string;
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
	private readonly shared = new SharedHtml();

	constructor(
		private readonly i18n: I18n,
		private readonly assets: Assets,
	) {
		const sources = readTemplates();
		this.engines = new Map(LOCALES.map((locale) => [locale, this.engine(sources, locale)]));
	}

	/** HTML of a page inside the layout, with FORM_TOKEN for the token of its forms. Throws when the view does not exist. */
	render(view: string, model: object, layout: Layout): string {
		const templates = this.engines.get(layout.locale);
		const inner = templates?.get(view);
		const outer = templates?.get('layout');
		if (!inner || !outer) throw new Error(`There is no views/${view}.hbs.`);
		const context = { ...model, layout: { ...layout, csrf: FORM_TOKEN } };
		return outer({ ...context, body: inner(context) });
	}

	/** HTML of a view that is a whole document of its own. Throws when the view does not exist. */
	renderAlone(view: string, model: object, layout: Layout & { csrf?: string }): string {
		const template = this.engines.get(layout.locale)?.get(view);
		if (!template) throw new Error(`There is no views/${view}.hbs.`);
		return template({ ...model, layout });
	}

	/** The part can see nothing of the visitor but language and time zone. */
	private sharedPart(view: string, part: Shared, { locale, timeZone }: Layout): string {
		return this.shared.of(`${view} ${locale} ${timeZone}`, part, (model) =>
			this.renderAlone(view, model, { locale, timeZone, csrf: FORM_TOKEN }),
		);
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
			csrf: () => safe(`<input type="hidden" name="_csrf" value="${FORM_TOKEN}">`),
			shared: (view: string, part: Shared, options: Options) =>
				safe(this.sharedPart(view, part, options.data.root.layout)),
			eq: (a: unknown, b: unknown) => a === b,
			html: (html: string) => safe(fillTexts(html, (name) => this.i18n.t(locale, `markdown.${name}`))),
		};
	}
}

const numbers: Readonly<Record<Locale, Intl.NumberFormat>> = {
	en: new Intl.NumberFormat('en'),
	es: new Intl.NumberFormat('es'),
};
