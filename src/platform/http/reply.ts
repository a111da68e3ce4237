import type { Readable } from 'node:stream';
import type { Args } from '../i18n/i18n.js';

export type Flash = { key: string; args?: Args; kind: 'done' | 'problem' };

export class Page {
	constructor(
		readonly view: string,
		readonly model: object,
		readonly status: number,
	) {}
}

export class Redirect {
	constructor(
		readonly to: string,
		readonly flash: Flash | undefined,
	) {}
}

/** Bytes or text that are not one of our HTML pages: pictures, JSON documents, CSV. */
export class Document {
	constructor(
		readonly body: string | Buffer | Readable,
		readonly type: string,
		readonly options: { status?: number; headers?: Readonly<Record<string, string>> },
	) {}
}

/** A page of the site: the view and its model; 200 unless told. */
export function page(view: string, model: object, options: { status?: number } = {}): Page {
	return new Page(view, model, options.status ?? 200);
}

/** See Other, so that the browser's next request is a GET; a flash is shown once on the next page. */
export function redirect(
	to: string,
	options: { flash?: string | { key: string; args?: Args }; kind?: Flash['kind'] } = {},
): Redirect {
	const { flash, kind = 'done' } = options;
	const location = asciiOf(to);
	if (flash === undefined) return new Redirect(location, undefined);
	return new Redirect(location, { ...(typeof flash === 'string' ? { key: flash } : flash), kind });
}

/** An address as a header can carry it; Node ends the connection at any other character. */
function asciiOf(address: string): string {
	return address.replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(Buffer.from(part).toString()));
}

export function document(
	body: string | Buffer | Readable,
	type: string,
	options: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): Document {
	return new Document(body, type, options);
}

/** A path of this site to go on to after signing in; anything that could lead elsewhere becomes '/'. */
export function localPath(text: unknown): string {
	if (typeof text !== 'string' || !/^\/(?![/\\])[^\\\s]*$/.test(text)) return '/';
	const base = 'http://site.invalid';
	return URL.canParse(text, base) && new URL(text, base).origin === base ? text : '/';
}
