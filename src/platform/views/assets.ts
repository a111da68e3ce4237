import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { Injectable } from '@nestjs/common';

const types: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.woff2': 'font/woff2',
	'.webmanifest': 'application/manifest+json',
};

export interface Asset {
	body: Buffer;
	type: string;
}

const publicDir = 'public';

function read(): Map<string, Asset> {
	const files = new Map<string, Asset>();
	for (const entry of readdirSync(publicDir, { recursive: true, withFileTypes: true })) {
		const type = types[extname(entry.name)];
		if (!entry.isFile() || !type) continue;
		const path = join(entry.parentPath, entry.name);
		files.set(relative(publicDir, path), { body: readFileSync(path), type });
	}
	const order = readFileSync(join(publicDir, 'css/order.txt'), 'utf8').split('\n').filter(Boolean);
	const css = order.map((name) => readFileSync(join(publicDir, 'css', name), 'utf8')).join('\n');
	files.set('css/site.css', { body: Buffer.from(css), type: types['.css'] ?? '' });
	return files;
}

/** The files of public/, held in memory. One hash over all of them is part of every address, so that they may be cached for ever. */
@Injectable()
export class Assets {
	private readonly files = read();
	readonly version = this.fingerprint();

	url(path: string): string {
		if (!this.files.has(path)) throw new Error(`There is no public/${path}.`);
		return `/assets/${this.version}/${path}`;
	}

	get(path: string): Asset | undefined {
		return this.files.get(path);
	}

	private fingerprint(): string {
		const hash = createHash('sha256');
		for (const [path, { body }] of [...this.files].sort(([a], [b]) => (a < b ? -1 : 1)))
			hash.update(path).update(body);
		return hash.digest('base64url').slice(0, 10);
	}
}
