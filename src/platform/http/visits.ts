import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { preferredLocale } from '../i18n/i18n.js';
import { memo } from '../memo/memo.js';
import { Secrets } from '../secrets/secrets.js';
import { Cookies } from './cookies.js';
import { beginVisit, SessionReader, visitOf, type Visit } from './viewer.js';

@Injectable()
export class Visits {
	private readonly tokenOf = memo(5_000, (bound) => this.secrets.sign('form', bound));

	constructor(
		private readonly cookies: Cookies,
		private readonly secrets: Secrets,
		private readonly sessions: SessionReader,
	) {}

	/** Who is looking; asks the database once per request, and only when there is a session cookie. */
	async of(request: FastifyRequest): Promise<Visit> {
		const known = visitOf(request);
		if (known) return known;
		const session = this.cookies.session(request);
		const member = session ? await this.sessions.memberOf(session) : null;
		return this.begin(request, member ? session : '', member);
	}

	/** The visit as a stranger's, for error pages when the database cannot be asked. */
	asStranger(request: FastifyRequest): Visit {
		return visitOf(request) ?? this.begin(request, '', null);
	}

	/** Token of this visit's forms: bound to the session, or to a stranger's cookie. */
	formToken(visit: Visit, strangerId: string): string {
		return this.tokenOf(visit.session || strangerId);
	}

	isFormToken(visit: Visit, strangerId: string, token: string): boolean {
		const bound = visit.session || strangerId;
		return bound !== '' && this.secrets.isSigned('form', bound, token);
	}

	private begin(request: FastifyRequest, session: string, member: Visit['viewer']['member']): Visit {
		const choices = this.cookies.choices(request);
		const visit: Visit = {
			session,
			personal: session !== '',
			viewer: {
				member,
				id: member?.id ?? 0,
				locale: choices.locale ?? member?.locale ?? preferredLocale(request.headers['accept-language']),
				timeZone: member?.timeZone ?? 'UTC',
				theme: choices.theme,
			},
		};
		beginVisit(request, visit);
		return visit;
	}
}
