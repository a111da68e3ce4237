import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const options = JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8'));

/** Finds `./x.ts` where the source says `./x.js`. */
export function resolve(specifier, context, next) {
	if (/^\.{1,2}\/.*\.js$/.test(specifier)) {
		const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
		if (existsSync(source)) return { url: source.href, shortCircuit: true };
	}
	return next(specifier, context);
}

export async function load(url, context, next) {
	if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
	const filename = fileURLToPath(url);
	const code = readFileSync(filename, 'utf8');
	const output = await transform(code, { ...options, filename, swcrc: false, sourceMaps: 'inline' });
	return { format: 'module', source: output.code, shortCircuit: true };
}
