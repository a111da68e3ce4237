import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { transformSync } from '@swc/core';

const folder = mkdtempSync(join(tmpdir(), 'kunlerni-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

const source = `interface Wish {
	text: string;
}

export function refuse(wish: Wish): never {
	throw new TypeError(wish.text);
}
`;

function build(name: string): string {
	const { code, map } = transformSync(source, {
		swcrc: false,
		filename: '/site/src/refuse.ts',
		sourceFileName: '/site/src/refuse.ts',
		sourceMaps: true,
		jsc: { parser: { syntax: 'typescript' } },
		module: { type: 'es6' },
	});
	writeFileSync(join(folder, name), code);
	if (map) writeFileSync(join(folder, `${name}.map`), map);
	return pathToFileURL(join(folder, name)).href;
}

function stackOf(url: string): string[] {
	const script = `
		import { nameSources } from ${JSON.stringify(pathToFileURL('bin/source-lines.js').href)};
		nameSources(${JSON.stringify(folder)});
		const { refuse } = await import(${JSON.stringify(url)});
		try { refuse({ text: 'No.' }) } catch (error) { console.log(error.stack) }`;
	return execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).split(
		'\n',
	);
}

test('a stack trace of the built program names the lines of its sources', () => {
	const [message, first] = stackOf(build('refuse.mjs'));
	expect(message).toBe('TypeError: No.');
	expect(first).toContain('at refuse (/site/src/refuse.ts:6:');
});

test('without a map it names what ran', () => {
	const url = build('alone.mjs');
	rmSync(join(folder, 'alone.mjs.map'));
	expect(stackOf(url)[1]).toContain(`at refuse (${url}:`);
});
