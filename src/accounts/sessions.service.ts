import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { Remembered } from '../platform/database/remembered.js';
import { fileUrl } from '../platform/files/files.js';
import { Cookies, hashToken, newToken } from '../platform/http/cookies.js';
import { type Member, SessionReader } from '../platform/http/viewer.js';

const LIFETIME_DAYS = 30;
const MEMBER_TABLES = ['sessions', 'users'];

type MemberRow = Omit<Member, 'avatarUrl'> & { avatarId: string | null; isStale: boolean };

@Injectable()
export class Sessions implements SessionReader {
	private readonly members: Remembered<Member | null>;

	constructor(
		private readonly db: Database,
		private readonly cookies: Cookies,
	) {
		this.members = new Remembered(db.changes, { size: 5_000, seconds: 30 });
	}

	memberOf(tokenHash: string): Promise<Member | null> {
		return this.members.of(tokenHash, MEMBER_TABLES, () => this.readMember(tokenHash));
	}

	private async readMember(tokenHash: string): Promise<Member | null> {
		const row = await this.db.one<MemberRow>(
			`SELECT u.id, u.username, u.display_name AS "displayName", u.avatar_id AS "avatarId", u.locale,
				u.time_zone AS "timeZone", u.admin_since IS NOT NULL AS "isAdmin",
				u.confirmed_at IS NOT NULL AS "isConfirmed", s.seen_at < now() - interval '1 day' AS "isStale"
			FROM sessions s JOIN users u ON u.id = s.user_id
			WHERE s.token_hash = $1 AND s.expires_at > now()`,
			[tokenHash],
		);
		if (!row) return null;
		const { avatarId, isStale, ...member } = row;
		if (isStale) await this.prolong(tokenHash);
		return { ...member, avatarUrl: avatarId ? fileUrl(avatarId) : null };
	}

	/** Signs the person in with a new session, in place of the one (its token's hash) the visitor came with. */
	async begin(reply: FastifyReply, userId: number, former = ''): Promise<void> {
		const token = newToken();
		await this.db.query(
			`WITH ended AS (DELETE FROM sessions WHERE token_hash = $4)
			INSERT INTO sessions (token_hash, user_id, expires_at) VALUES ($1, $2, now() + make_interval(days => $3))`,
			[hashToken(token), userId, LIFETIME_DAYS, former],
		);
		this.cookies.setSession(reply, token, LIFETIME_DAYS * 86_400);
	}

	async end(tokenHash: string, reply: FastifyReply): Promise<void> {
		// A transaction, so that every process forgets the session with it.
		await this.db.transaction((tx) => rows(tx, 'DELETE FROM sessions WHERE token_hash = $1', [tokenHash]));
		this.cookies.clearSession(reply);
	}

	/** Signs the person out everywhere; after a new password, say. */
	async endAllOf(tx: EntityManager, userId: number): Promise<void> {
		await rows(tx, 'DELETE FROM sessions WHERE user_id = $1', [userId]);
	}

	async sweep(): Promise<void> {
		await this.db.query('DELETE FROM sessions WHERE expires_at < now()');
	}

	private async prolong(tokenHash: string): Promise<void> {
		await this.db.query(
			`UPDATE sessions SET seen_at = now(), expires_at = now() + make_interval(days => $2) WHERE token_hash = $1`,
			[tokenHash, LIFETIME_DAYS],
		);
	}
}
