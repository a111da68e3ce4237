import { Injectable, type OnModuleInit } from '@nestjs/common';
import { decodeProtectedHeader } from 'jose';
import { Clock } from '../platform/clock/clock.js';
import { Database, rows } from '../platform/database/database.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { AwardSigning, type SignableAward } from './award-signing.service.js';
import { IssuerKeys } from './issuer-keys.service.js';

declare module '../platform/jobs/jobs.js' {
	interface JobMap {
		'badges.reissue': { awardId: string };
	}
}

/** What happens when somebody else has a key of ours: nothing that it signed counts any more, and we sign anew. */
@Injectable()
export class AwardReissuing implements OnModuleInit {
	constructor(
		private readonly db: Database,
		private readonly jobs: Jobs,
		private readonly clock: Clock,
		private readonly keys: IssuerKeys,
		private readonly signing: AwardSigning,
	) {}

	onModuleInit(): void {
		this.jobs.handle('badges.reissue', ({ awardId }) => this.reissue(awardId));
	}

	/**
	 * Disowns a key: it is no longer published, status lists and awards that it may have signed are signed again.
	 * Gives the number of awards, or undefined when there is no such key.
	 */
	async revokeKey(keyId: string): Promise<number | undefined> {
		const awards = await this.db.transaction(async (tx) => {
			const [key] = await rows<{ id: number }>(
				tx,
				`UPDATE issuer_keys SET revoked_at = coalesce(revoked_at, now()), retired_at = coalesce(retired_at, now())
				WHERE kid = $1 RETURNING id`,
				[keyId],
			);
			if (!key) return undefined;
			await rows(tx, 'UPDATE status_lists SET signed = NULL, signed_at = NULL WHERE signed IS NOT NULL', []);
			const issued = await rows<{ awardId: string }>(
				tx,
				'SELECT id AS "awardId" FROM awards WHERE issued_at IS NOT NULL ORDER BY issued_at, id',
				[],
			);
			for (const { awardId } of issued)
				await this.jobs.enqueue(
					tx,
					'badges.reissue',
					{ awardId },
					{ key: `badges.reissue:${awardId}:${keyId}` },
				);
			return issued.length;
		});
		// The next keys are there before anybody asks for them.
		await this.keys.signing('ed25519');
		await this.keys.signing('rsa');
		return awards;
	}

	/** Signs an award again under its old name, if a key that signed it was revoked. */
	async reissue(awardId: string): Promise<void> {
		const [row] = await this.signing.awards([awardId]);
		if (!row?.issuedAt || !(await this.isDisowned(row))) return;
		const now = this.clock.now();
		const { validUntil } = row;
		// Verifiers take the newer of two credentials with the same id; none begins after its end (VCDM 2.0, §4.9).
		const validFrom = validUntil && validUntil < now ? validUntil : now;
		const facts = { ...this.signing.facts(row), validFrom };
		const signers = await this.signing.signers();
		const signed = await this.signing.sign(facts, signers);
		await this.db.transaction(async (tx) => {
			await this.signing.holdKeys(tx, signers);
			await rows(tx, 'UPDATE awards SET credential = $2, credential_jwt = $3 WHERE id = $1', [
				awardId,
				JSON.stringify(signed.credential),
				signed.jwt,
			]);
		});
	}

	private async isDisowned({ method, credentialJwt }: SignableAward): Promise<boolean> {
		const { kid = '' } = decodeProtectedHeader(credentialJwt ?? '');
		const signers = [method?.split('#').at(-1), kid.split('/').at(-1)];
		const history = await this.keys.history();
		return history.some(({ keyId, revokedAt }) => revokedAt && signers.includes(keyId));
	}
}
