import { Injectable } from '@nestjs/common';

/** The routes that were registered, to answer 405 instead of 404 where only the method is wrong. */
@Injectable()
export class RouteTable {
	private readonly routes: { method: string; pattern: RegExp }[] = [];

	add(method: string, path: string): void {
		const source = path
			.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
			.replace(/:[A-Za-z]+/g, '[^/]+')
			.replace(/\*.*$/, '.+');
		this.routes.push({ method, pattern: new RegExp(`^${source}/?$`) });
	}

	/** Methods that some handler takes at this address (without its query). */
	methodsOf(url: string): string[] {
		const [path = '/'] = url.split('?');
		return [
			...new Set(this.routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)),
		].sort();
	}
}
