import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountRemoval } from '../accounts/account-removal.service.js';
import { Awards } from '../badges/awards.service.js';
import { Memberships } from '../courses/memberships/memberships.service.js';
import { Organisers } from '../courses/organisers.service.js';
import { Comments } from '../discussions/comments.service.js';
import { GrantReports } from '../grants/grant-reports.service.js';
import { Database, isCheckViolation } from '../platform/database/database.js';
import { Applications } from '../sign-ups/applications.service.js';
import type { WordsChoice } from './erasure.form.js';

/** The end of an account with all that it means to courses, badges and discussions: all of it, or nothing. */
@Injectable()
export class Erasure {
	constructor(
		private readonly db: Database,
		private readonly organisers: Organisers,
		private readonly memberships: Memberships,
		private readonly awards: Awards,
		private readonly comments: Comments,
		private readonly applications: Applications,
		private readonly grants: GrantReports,
		private readonly accounts: AccountRemoval,
	) {}

	async erase(person: { id: number }, words: WordsChoice): Promise<'erased' | 'last-organiser'> {
		try {
			return await this.db.transaction((tx) => this.eraseWith(tx, person, words));
		} catch (error) {
			// They became the last organiser of another course meanwhile.
			if (isCheckViolation(error, 'ct_course_organisers_last')) return 'last-organiser';
			throw error;
		}
	}

	private async eraseWith(
		tx: EntityManager,
		person: { id: number },
		words: WordsChoice,
	): Promise<'erased' | 'last-organiser'> {
		if (await this.organisers.isNeeded(tx, person.id)) return 'last-organiser';
		await this.memberships.leaveAll(tx, person);
		await this.accounts.hold(tx, person.id);
		// What began before nothing could begin any more.
		await this.memberships.leaveAll(tx, person);
		await this.awards.removeAllOf(tx, person.id);
		if (words === 'remove') {
			await this.comments.removeAllOf(tx, person);
			await this.applications.removeAllOf(tx, person);
		}
		await this.grants.forget(tx, person.id);
		await this.accounts.remove(tx, person.id);
		return 'erased';
	}
}
