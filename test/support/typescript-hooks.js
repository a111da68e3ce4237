import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform, version } from '@swc/core';

const options = JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8'));
const cache = new URL('../../node_modules/.cache/kunlerni-tests/', import.meta.url);
mkdirSync(cache, { recursive: true });

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
	return { format: 'module', source: await compiled(filename), shortCircuit: true };
}

/** Each worker process that a test starts loads the whole site: what was compiled once is kept. */
async function compiled(filename) {
	const code = readFileSync(filename, 'utf8');
	const key = createHash('sha256')
		.update(JSON.stringify([version, options, filename, code]))
		.digest('hex');
	const kept = new URL(`${key}.js`, cache);
	if (existsSync(kept)) return readFileSync(kept, 'utf8');
	const output = await transform(code, { ...options, filename, swcrc: false, sourceMaps: 'inline' });
	const temporary = new URL(`${key}.${process.pid}`, cache);
	writeFileSync(temporary, output.code);
	renameSync(temporary, kept);
	return output.code;
}
