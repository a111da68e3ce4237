import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { IntlMessageFormat } from 'intl-messageformat';
import { memo } from '../memo/memo.js';

export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];
export type Args = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

export const localesDir = 'locales';

export function isLocale(value: unknown): value is Locale {
	return LOCALES.some((locale) => locale === value);
}

/** All messages of one language as `feature.key` → ICU text, read from locales/<locale>/<feature>.json. */
export function readMessages(locale: Locale): Map<string, string> {
	const messages = new Map<string, string>();
	const folder = join(localesDir, locale);
	for (const file of readdirSync(folder).sort()) {
		if (!file.endsWith('.json')) continue;
		const feature = file.slice(0, -'.json'.length);
		const texts: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
		for (const [key, text] of Object.entries(texts as Record<string, string>))
			messages.set(`${feature}.${key}`, text);
	}
	return messages;
}

type Message = string | ((args: Args) => string);

const COUNTS_KEPT = 50;
const NAMED = /\{(\w+)\}/;

/** A sentence whose arguments only stand in it needs no formatter; one that counts or chooses does. */
function compileText(text: string, locale: Locale): Message {
	if (!/[{']/.test(text)) return text;
	const parts = text.split(NAMED);
	if (!parts.some((part) => /[{}']/.test(part))) {
		return (args) => parts.map((part, index) => (index % 2 === 1 ? argument(args, part) : part)).join('');
	}
	let message: IntlMessageFormat | undefined;
	// Formatting takes long beside all else on a page, and the same few counts come again and again.
	const format = memo(COUNTS_KEPT, (_key, args: Args) => {
		message ??= new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
		return String(message.format(args as Parameters<IntlMessageFormat['format']>[0]));
	});
	return (args) => format(JSON.stringify(args), args);
}

function argument(args: Args, name: string): string {
	if (!(name in args)) throw new Error(`A text lacks its argument ${name}.`);
	return String(args[name] ?? '');
}

function compile(locale: Locale): Map<string, Message> {
	return new Map([...readMessages(locale)].map(([key, text]) => [key, compileText(text, locale)]));
}

/** The language among ours that an Accept-Language header likes best. */
export function preferredLocale(header: string | undefined): Locale {
	const wishes = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...params] = part.trim().split(';');
			const quality = Number(
				params
					.find((param) => param.trim().startsWith('q='))
					?.trim()
					.slice(2) ?? 1,
			);
			return { tag: tag.toLowerCase().split('-')[0], quality };
		})
		.sort((a, b) => b.quality - a.quality);
	return LOCALES.find((locale) => locale === wishes.find(({ tag }) => isLocale(tag))?.tag) ?? 'en';
}

@Injectable()
export class I18n {
	private readonly messages = new Map(LOCALES.map((locale) => [locale, compile(locale)] as const));

	/** The text of `key` in `locale`; throws for an unknown key, so that a typing error never reaches a page quietly. */
	t(locale: Locale, key: string, args?: Args): string {
		const message = this.messages.get(locale)?.get(key);
		if (message === undefined) throw new Error(`No text "${key}" in ${locale}.`);
		return typeof message === 'string' ? message : message(args ?? {});
	}

	/** True when the key exists; for keys that are made from data. */
	has(key: string): boolean {
		return this.messages.get('en')?.has(key) ?? false;
	}

	/** The fixed text of a key, or undefined when it takes arguments or does not exist. */
	fixed(locale: Locale, key: string): string | undefined {
		const message = this.messages.get(locale)?.get(key);
		return typeof message === 'string' ? message : undefined;
	}
}
