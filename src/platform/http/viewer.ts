import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Locale } from '../i18n/i18n.js';
import { Forbidden } from './errors.js';

export interface Member {
	id: number;
	username: string;
	displayName: string;
	avatarUrl: string | null;
	locale: Locale;
	timeZone: string;
	isAdmin: boolean;
	isConfirmed: boolean;
}

/** Who is looking: a signed-in member or a stranger, in a language and a time zone. */
export interface Viewer {
	member: Member | null;
	/** The member's id, or 0, which no row has: handy in SQL. */
	id: number;
	locale: Locale;
	timeZone: string;
	theme: 'auto' | 'light' | 'dark';
}

export interface Visit {
	viewer: Viewer;
	/** Hash of the session's token, which names the session; empty for a stranger. */
	session: string;
	/** True once the page holds something made for this visitor alone, so that it may not be shared. */
	personal: boolean;
}

const visits = new WeakMap<FastifyRequest['raw'], Visit>();

export function beginVisit(request: FastifyRequest, visit: Visit): void {
	visits.set(request.raw, visit);
}

export function visitOf(request: FastifyRequest): Visit | undefined {
	return visits.get(request.raw);
}

export function viewerOf(request: FastifyRequest): Viewer {
	const visit = visits.get(request.raw);
	if (!visit) throw new Error('The request has no viewer yet.');
	return visit.viewer;
}

export const CurrentViewer = createParamDecorator((_data: unknown, context: ExecutionContext) =>
	viewerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The member behind a handler that strangers cannot reach. */
export const CurrentMember = createParamDecorator((_data: unknown, context: ExecutionContext) => {
	const { member } = viewerOf(context.switchToHttp().getRequest<FastifyRequest>());
	if (!member) throw new Forbidden();
	return member;
});

/** Looks up the member of a session; accounts provides it. */
export abstract class SessionReader {
	abstract memberOf(tokenHash: string): Promise<Member | null>;
}
