import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../config.js';
import { isLocale, type Locale } from '../i18n/i18n.js';
import { memo } from '../memo/memo.js';
import { Secrets } from '../secrets/secrets.js';
import type { Flash } from './reply.js';
import type { Viewer } from './viewer.js';

const SESSION = 'kl_session';
const STRANGER = 'kl_stranger';
const FLASH = 'kl_flash';
const CHOICES = 'kl_choices';

const SESSIONS_KEPT = 5_000;

export interface Choices {
	locale: Locale | null;
	theme: Viewer['theme'];
}

export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('base64url');
}

export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** The only place that reads and writes cookies. All are HttpOnly and SameSite=Lax; Secure when the site is on https. */
@Injectable()
export class Cookies {
	private readonly secure: boolean;
	/** Whether the token is ours, which it is for ever; whether the session lasts is asked elsewhere. */
	private readonly sessionOf = memo(SESSIONS_KEPT, (cookie) => {
		const [token = '', signature = ''] = cookie.split('.');
		return token && this.secrets.isSigned('session', token, signature) ? hashToken(token) : '';
	});

	constructor(
		@Inject(CONFIG) config: Config,
		private readonly secrets: Secrets,
	) {
		this.secure = config.publicUrl.startsWith('https:');
	}

	/** Hash of the session token that the request carries, or '' when there is none of ours. */
	session(request: FastifyRequest): string {
		return this.sessionOf(this.read(request)[SESSION] ?? '');
	}

	setSession(reply: FastifyReply, token: string, maxAgeSeconds: number): void {
		this.write(reply, SESSION, `${token}.${this.secrets.sign('session', token)}`, maxAgeSeconds);
	}

	clearSession(reply: FastifyReply): void {
		this.write(reply, SESSION, '', 0);
	}

	/** What a stranger's form tokens are bound to; made on first use. */
	stranger(request: FastifyRequest, reply: FastifyReply): string {
		const known = this.knownStranger(request);
		if (known) return known;
		const id = newToken();
		this.write(reply, STRANGER, id);
		return id;
	}

	knownStranger(request: FastifyRequest): string {
		return this.read(request)[STRANGER] ?? '';
	}

	choices(request: FastifyRequest): Choices {
		const [locale, theme] = (this.read(request)[CHOICES] ?? '').split('.');
		return {
			locale: isLocale(locale) ? locale : null,
			theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
		};
	}

	setChoices(reply: FastifyReply, choices: Choices): void {
		this.write(reply, CHOICES, `${choices.locale ?? ''}.${choices.theme}`, 365 * 86_400);
	}

	setFlash(reply: FastifyReply, flash: Flash): void {
		this.write(reply, FLASH, Buffer.from(JSON.stringify(flash)).toString('base64url'), 60);
	}

	hasFlash(request: FastifyRequest): boolean {
		return (request.headers.cookie ?? '').includes(`${FLASH}=`);
	}

	/** Reads the flash and forgets it. */
	takeFlash(request: FastifyRequest, reply: FastifyReply): Flash | null {
		if (!this.hasFlash(request)) return null;
		this.write(reply, FLASH, '', 0);
		try {
			const value: unknown = JSON.parse(Buffer.from(this.read(request)[FLASH] ?? '', 'base64url').toString());
			if (typeof value !== 'object' || value === null || !('key' in value) || typeof value.key !== 'string')
				return null;
			const args =
				'args' in value && typeof value.args === 'object' ? (value.args as Flash['args']) : undefined;
			const kind = 'kind' in value && value.kind === 'problem' ? 'problem' : 'done';
			return { key: value.key, kind, ...(args && { args }) };
		} catch {
			return null;
		}
	}

	private read(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
		const header = request.headers.cookie;
		return header ? parseCookie(header) : {};
	}

	private write(reply: FastifyReply, name: string, value: string, maxAge?: number): void {
		const cookie = stringifySetCookie({
			name,
			value,
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: this.secure,
			...(maxAge !== undefined && { maxAge }),
		});
		reply.header('set-cookie', cookie);
	}
}
