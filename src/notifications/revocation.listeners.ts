import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AwardRevoked, type OfAward } from '../badges/badge.events.js';
import { rows } from '../platform/database/database.js';
import { Events, type RecordedEvent } from '../platform/events/events.js';
import { Notify } from './notify.service.js';

/** Who hears that a badge was taken back. */
@Injectable()
export class RevocationListeners implements OnModuleInit {
	constructor(
		private readonly events: Events,
		private readonly notify: Notify,
	) {}

	onModuleInit(): void {
		this.events.on(AwardRevoked, 'notifications.revoked', (event, tx) => this.revoked(event, tx));
	}

	/** Its holder, with the reason, before anybody else tells them. */
	private async revoked(event: RecordedEvent<OfAward>, tx: EntityManager): Promise<void> {
		const { awardId, userId } = event.payload;
		if (userId === event.actorId) return;
		const [award] = await rows<{ badge: string; reason: string }>(
			tx,
			`SELECT v.name AS badge, a.revocation_reason AS reason
			FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id
			WHERE a.id = $1 AND a.revoked_at IS NOT NULL`,
			[awardId],
		);
		if (!award) return;
		await this.notify.tell(tx, event, {
			kind: 'revoked',
			userIds: [userId],
			path: `/awards/${awardId}`,
			args: { badge: award.badge },
			quote: award.reason,
		});
	}
}
