import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashToken, newToken } from '../../src/platform/http/cookies.js';
import { Secrets } from '../../src/platform/secrets/secrets.js';
import type { TestSite } from './app.js';
import { Person } from './person.js';

/** A signed-in person whose e-mail address is confirmed. */
export class SignedIn extends Person {
	constructor(
		app: NestFastifyApplication,
		readonly id: number,
		readonly username: string,
		readonly email: string,
		readonly cookie: string,
	) {
		super(app);
		this.jar.set('kl_session', cookie);
	}
}

/**
 * Makes an account without going through the pages, which have stories of their own, and signs it in.
 * The display name is the username with a capital.
 */
export async function signedIn(
	site: TestSite,
	username: string,
	{ admin = false }: { admin?: boolean } = {},
): Promise<SignedIn> {
	const email = `${username}@example.org`;
	await site.db.query(
		`INSERT INTO users (username, email, display_name, confirmed_at, admin_since)
		VALUES ($1, $2, initcap($1), now(), CASE WHEN $3::boolean THEN now() END)`,
		[username, email, admin],
	);
	const { id, cookie } = await openSession(site, username);
	return new SignedIn(site.app, id, username, email, cookie);
}

/** Signs in somebody who has an account, without a password. */
export async function openSession(site: TestSite, username: string): Promise<{ id: number; cookie: string }> {
	const token = newToken();
	const user = await site.db.one<{ id: number }>(
		`INSERT INTO sessions (token_hash, user_id, expires_at)
		SELECT $2, id, now() + interval '1 day' FROM users WHERE username = $1 RETURNING user_id AS id`,
		[username, hashToken(token)],
	);
	if (!user) throw new Error(`${username} could not be signed in.`);
	return { id: user.id, cookie: `${token}.${site.app.get(Secrets).sign('session', token)}` };
}

/** The three people of the stories: Ana organises, Ben takes part, Cleo is outside. */
export async function cast(site: TestSite): Promise<{ ana: SignedIn; ben: SignedIn; cleo: SignedIn }> {
	const ana = await signedIn(site, 'ana');
	const ben = await signedIn(site, 'ben');
	const cleo = await signedIn(site, 'cleo');
	return { ana, ben, cleo };
}
