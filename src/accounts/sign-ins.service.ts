import { Injectable } from '@nestjs/common';
import passport from 'passport';
import local from 'passport-local';
import { Database } from '../platform/database/database.js';
import { verifyPassword } from './password-hash.js';

/**
 * Passport decides who somebody is; the session afterwards is ours. Passport is made for Express, so it gets
 * only what its strategy reads, the body; another way of signing in is another strategy here.
 */
@Injectable()
export class SignIns {
	private readonly passport = new passport.Passport();

	constructor(private readonly db: Database) {
		const strategy = new local.Strategy(
			{ usernameField: 'login', session: false },
			(login, password, done) => {
				this.personOf(login, password).then((person) => done(null, person ?? false), done);
			},
		);
		this.passport.use(strategy);
	}

	/** The id of the person with this username or e-mail address and password; null for any mismatch. */
	check(login: string, password: string): Promise<number | null> {
		return new Promise((resolve, reject) => {
			const answer = (error: unknown, person?: Express.User | false | null) => {
				if (error) reject(error);
				else resolve(person && 'id' in person ? Number(person.id) : null);
			};
			const handle = this.passport.authenticate('local', { session: false }, answer);
			handle({ body: { login, password } }, {}, reject);
		});
	}

	/** A username holds no @, so a login names one person; of those claiming an address, the confirmed one. */
	private async personOf(login: string, password: string): Promise<{ id: number } | null> {
		const person = await this.db.one<{ id: number; passwordHash: string | null }>(
			`SELECT id, password_hash AS "passwordHash" FROM users
			WHERE lower(username) = lower($1) OR lower(email) = lower($1)
			ORDER BY confirmed_at IS NULL, id DESC LIMIT 1`,
			[login.normalize('NFKC')],
		);
		const matches = await verifyPassword(person?.passwordHash ?? null, password);
		return person && matches ? { id: person.id } : null;
	}
}
