import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../config.js';
import { CROSS_ORIGIN, PUBLIC } from './access.js';
import { Cookies } from './cookies.js';
import { FormExpired, SignInFirst } from './errors.js';
import { Visits } from './visits.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

function field(source: unknown, name: string): string {
	if (typeof source !== 'object' || source === null || !(name in source)) return '';
	const value: unknown = Reflect.get(source, name);
	return typeof value === 'string' ? value : '';
}

/** Denies by default: strangers reach only @Public() handlers, and no mutation comes from another origin or without its token. */
@Injectable()
export class AccessGuard implements CanActivate {
	constructor(
		private readonly reflector: Reflector,
		private readonly visits: Visits,
		private readonly cookies: Cookies,
		@Inject(CONFIG) private readonly config: Config,
	) {}

	async canActivate(context: ExecutionContext): Promise<boolean> {
		const request = context.switchToHttp().getRequest<FastifyRequest>();
		const visit = await this.visits.of(request);
		const told = (key: string) =>
			this.reflector.getAllAndOverride<boolean>(key, [context.getHandler(), context.getClass()]);
		const mutates = !READING.has(request.method);
		if (mutates && !told(CROSS_ORIGIN) && !this.isOurs(request)) throw new FormExpired(false);
		if (!visit.viewer.member && !told(PUBLIC)) throw new SignInFirst();
		if (mutates && !told(CROSS_ORIGIN)) {
			const token =
				field(request.body, '_csrf') ||
				field(request.query, '_csrf') ||
				field(request.headers, 'x-csrf-token');
			if (!this.visits.isFormToken(visit, this.cookies.knownStranger(request), token))
				throw new FormExpired(true);
		}
		return true;
	}

	private isOurs(request: FastifyRequest): boolean {
		const { origin } = request.headers;
		if (origin) {
			if (origin === this.config.publicUrl) return true;
			return URL.canParse(origin) && new URL(origin).host === request.headers.host;
		}
		const site = request.headers['sec-fetch-site'];
		return site === undefined || site === 'same-origin' || site === 'none';
	}
}
