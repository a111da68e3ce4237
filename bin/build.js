// Compiles src/, migrations/ and bench/ into dist/, only when something in them changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { checkNode, install, root, say, stop } from './steps.js';

const FOLDERS = ['src', 'migrations', 'seeds', 'bench'];
const SETTINGS = ['.swcrc', 'package-lock.json', 'bin/build.js'];

/** Builds if needed; true when it did. The old build stays until the new one is whole. */
export async function build() {
	const files = FOLDERS.flatMap(list).filter((path) => !/\.(test|d)\.ts$/.test(path));
	const stamp = fingerprint([...files, ...SETTINGS]);
	const dist = join(root, 'dist');
	if (readStamp(dist) === stamp) return false;
	say('building …');
	const fresh = join(root, '.cache', `build-${process.pid}`);
	const old = join(root, '.cache', `old-${process.pid}`);
	for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
	mkdirSync(fresh, { recursive: true });
	const swc = await import('@swc/core');
	try {
		await Promise.all(files.map((path) => compile(swc, path, join(fresh, path))));
	} catch (error) {
		rmSync(fresh, { recursive: true });
		stop(`the build failed.\n${error.message.split('\nCaused by')[0]}`);
	}
	await writeFile(join(fresh, 'stamp'), stamp);
	if (existsSync(dist)) renameSync(dist, old);
	renameSync(fresh, dist);
	rmSync(old, { recursive: true, force: true });
	return true;
}

function list(folder) {
	if (!existsSync(join(root, folder))) return [];
	const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

function fingerprint(files) {
	const hash = createHash('sha1');
	for (const path of files.sort()) {
		const { mtimeMs, size } = statSync(join(root, path));
		hash.update(`${path}\0${mtimeMs}\0${size}\n`);
	}
	return hash.digest('hex');
}

function readStamp(dist) {
	return existsSync(join(dist, 'stamp')) ? readFileSync(join(dist, 'stamp'), 'utf8') : '';
}

async function compile(swc, path, target) {
	await mkdir(dirname(target), { recursive: true });
	if (extname(path) !== '.ts') return copyFile(join(root, path), target);
	const output = target.replace(/\.ts$/, '.js');
	const { code, map } = await swc.transformFile(join(root, path), {
		cwd: root,
		sourceFileName: join(root, path),
	});
	await writeFile(output, `${code}\n//# sourceMappingURL=${output.split('/').pop()}.map\n`);
	await writeFile(`${output}.map`, map);
}

if (process.argv[1] === import.meta.filename) {
	checkNode();
	install();
	say((await build()) ? 'built.' : 'nothing to build.');
}
