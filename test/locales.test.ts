import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { LOCALES, readMessages } from '../src/platform/i18n/i18n.js';

const texts = new Map(LOCALES.map((locale) => [locale, readMessages(locale)] as const));
const english = texts.get('en') ?? new Map<string, string>();

const code = ['src', 'views']
	.flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))))
	.filter(
		(path) => /\.(hbs|ts)$/.test(path) && !/\.test\.ts$/.test(path) && !path.startsWith('src/demo/content'),
	)
	.map((path) => readFileSync(path, 'utf8'))
	.join('\n');

/** Names of the arguments in an ICU message, nested ones included. */
function argumentsOf(text: string, locale: string): string[] {
	const names = new Set<string>();
	JSON.stringify(
		new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst(),
		(_key, node: unknown) => {
			if (
				typeof node === 'object' &&
				node !== null &&
				'type' in node &&
				'value' in node &&
				typeof node.value === 'string'
			) {
				if (Number(node.type) >= 1 && Number(node.type) <= 6) names.add(node.value);
			}
			return node;
		},
	);
	return [...names].sort();
}

test('no key stands twice in a file, where the second would silently win', () => {
	for (const locale of LOCALES) {
		for (const file of readdirSync(join('locales', locale))) {
			const keys = [...readFileSync(join('locales', locale, file), 'utf8').matchAll(/^\s*"([^"]+)":/gm)].map(
				([, key]) => key,
			);
			expect({ file, repeated: keys.filter((key, index) => keys.indexOf(key) !== index) }).toEqual({
				file,
				repeated: [],
			});
		}
	}
});

describe.each(LOCALES)('%s', (locale) => {
	const own = texts.get(locale) ?? new Map<string, string>();

	test('has exactly the keys of English', () => {
		expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
	});

	test('has no empty text, and takes the arguments that English takes', () => {
		for (const [key, text] of own) {
			expect({ key, empty: text.trim() === '' }).toEqual({ key, empty: false });
			expect({ key, args: argumentsOf(text, locale) }).toEqual({
				key,
				args: argumentsOf(english.get(key) ?? '', 'en'),
			});
		}
	});
});

test('every key that a template or a page names exists', () => {
	const features = new Set([...english.keys()].map((key) => key.split('.')[0]));
	const named = [...code.matchAll(/(?:\{\{|\()t "([a-z-]+\.[\w-]+)"/g)].map(([, key]) => key ?? '');
	const quoted = [...code.matchAll(/['"]([a-z-]+)\.([a-z][\w-]*)['"]/g)]
		.filter(([, feature, key]) => features.has(feature ?? '') && key?.includes('-'))
		.map(([, feature, key]) => `${feature}.${key}`);
	const unknown = [...new Set([...named, ...quoted])].filter((key) => !english.has(key));
	expect(unknown).toEqual([]);
});

test('no text is left over that nobody shows', () => {
	const made = [...code.matchAll(/[`'"(]([a-z-]+\.[\w-]*)\$\{/g)].map(([, prefix]) => prefix ?? '');
	const unused = [...english.keys()].filter(
		(key) => !code.includes(key) && !made.some((prefix) => key.startsWith(prefix)),
	);
	expect(unused).toEqual([]);
});
