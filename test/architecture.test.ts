import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { NO_AUTHORIZATION } from '../src/platform/http/access.js';
import { TestSite } from './support/app.js';

function filesUnder(folder: string, pattern: RegExp): { path: string; text: string }[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && pattern.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

const sources = filesUnder('src', /(?<!\.test|\.sample)\.ts$/).filter(
	({ path }) => !path.startsWith('src/demo/content/'),
);
const views = filesUnder('views', /\.hbs$/);

describe('routes', () => {
	let site: TestSite;
	beforeAll(async () => {
		site = await TestSite.start();
	});
	afterAll(() => site.close());

	function handlers() {
		const controllers = [...site.app.get(ModulesContainer).values()].flatMap((module) => [
			...module.controllers.values(),
		]);
		return controllers.flatMap(({ metatype }) => {
			const prototype: object = metatype?.prototype ?? {};
			return Object.getOwnPropertyNames(prototype).flatMap((name) => {
				const handler: unknown = Reflect.get(prototype, name);
				if (typeof handler !== 'function') return [];
				const method: unknown = Reflect.getMetadata('method', handler);
				return method === undefined ? [] : [{ name: `${metatype?.name}.${name}`, method, handler }];
			});
		});
	}

	test('every mutation asks a policy, or says why it need not', () => {
		const mutations = handlers().filter(
			({ method }) => method !== RequestMethod.GET && method !== RequestMethod.HEAD,
		);
		expect(mutations.length).toBeGreaterThan(0);
		const careless = mutations.filter(
			({ handler }) =>
				!/\bauthorize\)?\(/.test(handler.toString()) && !Reflect.hasMetadata(NO_AUTHORIZATION, handler),
		);
		expect(careless.map(({ name }) => name)).toEqual([]);
	});

	test('no handler answers to all methods at once', () => {
		expect(
			handlers()
				.filter(({ method }) => method === RequestMethod.ALL)
				.map(({ name }) => name),
		).toEqual([]);
	});
});

describe('templates', () => {
	test('only the layout and the Markdown partial put HTML in unescaped', () => {
		const raw = views.filter(
			({ text }) => text.includes('{{{') || text.includes('{{&') || /\{\{html\b/.test(text),
		);
		expect(
			raw
				.map(({ path }) => path)
				.filter((path) => !path.startsWith('views/mail/'))
				.sort(),
		).toEqual(['views/layout.hbs', 'views/markdown/_html.hbs']);
	});

	test('have no inline script or style, which the browser would refuse', () => {
		const inline = views.filter(
			({ path, text }) =>
				!path.startsWith('views/mail/') && /\s(style|on[a-z]+)="|<style|<script(?![^>]*\bsrc=)/.test(text),
		);
		expect(inline.map(({ path }) => path)).toEqual([]);
	});

	test('every POST form carries a token', () => {
		const bare = views.flatMap(({ path, text }) =>
			[...text.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)]
				.filter(([form]) => !/\{\{csrf\}\}|_csrf=\{\{/.test(form) && !form.includes('{{> @partial-block'))
				.map(() => path),
		);
		expect(bare).toEqual([]);
	});
});

describe('sources', () => {
	test('only config.ts reads the environment', () => {
		// Children of ours get the PATH handed on; that is no configuration.
		const readers = sources
			.filter(({ text }) => /process\.env\b(?!\['PATH'\])/.test(text))
			.map(({ path }) => path);
		expect(
			readers.filter((path) => !['src/main.ts', 'src/worker.ts', 'src/cli.ts', 'src/site.ts'].includes(path)),
		).toEqual([]);
	});

	test('only cookies.ts writes cookies', () => {
		expect(sources.filter(({ text }) => /set-cookie/i.test(text)).map(({ path }) => path)).toEqual([
			'src/platform/http/cookies.ts',
		]);
	});

	test('no escape from the type checker, no TypeORM habit that loads too much', () => {
		const escapes =
			/\bas any\b|as unknown as|@ts-(ignore|expect-error|nocheck)|forwardRef|synchronize: *true|eager: *true|cascade:|relations: *[[{]/;
		expect(sources.filter(({ text }) => escapes.test(text)).map(({ path }) => path)).toEqual([]);
	});

	test('there is no folder for odds and ends', () => {
		const names = readdirSync('src', { recursive: true, withFileTypes: true }).filter((entry) =>
			entry.isDirectory(),
		);
		const banned = /^(common|shared|utils?|helpers|interfaces|dto|entities|guards)$/;
		expect(names.map(({ name }) => name).filter((name) => banned.test(name))).toEqual([]);
	});
});
