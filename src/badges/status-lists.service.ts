import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { signDocument } from '../credentials/data-integrity.js';
import { didWeb, verificationMethodId } from '../credentials/did-web.js';
import {
	buildStatusListCredential,
	emptyStatusList,
	STATUS_LIST_ENTRIES,
	setStatus,
} from '../credentials/status-list.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, rows } from '../platform/database/database.js';
import { IssuerKeys } from './issuer-keys.service.js';

/** So many random places are looked at for each award before a list counts as full: it is then about nine tenths taken. */
const TRIES = 50;

export interface StatusPlace {
	list: number;
	index: number;
}

@Injectable()
export class StatusLists {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly db: Database,
		private readonly clock: Clock,
		private readonly keys: IssuerKeys,
	) {}

	/** Random free places for new awards. The list stays locked until `tx` ends, so nobody else is given one of them. */
	async take(tx: EntityManager, count: number): Promise<StatusPlace[]> {
		// The lock also keeps two transactions from beginning a list each.
		await rows(tx, `SELECT pg_advisory_xact_lock(hashtext('status_lists'))`);
		const places = await rows<StatusPlace>(
			tx,
			// A bit that is set belonged to an award whose account is gone. PostgreSQL counts bits from a byte's lowest.
			`SELECT l.id AS list, c.index FROM status_lists l
			CROSS JOIN unnest($1::int[]) WITH ORDINALITY AS c (index, place)
			WHERE l.id = (SELECT max(id) FROM status_lists) AND get_bit(l.bits, c.index # 7) = 0 AND NOT EXISTS (
				SELECT FROM awards a WHERE a.status_list_id = l.id AND a.status_index = c.index)
			ORDER BY c.place LIMIT $2`,
			[randomPlaces(TRIES * count), count],
		);
		if (places.length === count) return places;
		const [list] = await rows<{ id: number }>(
			tx,
			'INSERT INTO status_lists (bits) VALUES ($1) RETURNING id',
			[emptyStatusList()],
		);
		if (!list) throw new Error('No status list was begun.');
		return [...places, ...randomPlaces(count - places.length).map((index) => ({ list: list.id, index }))];
	}

	/** Sets the bit of a revoked award; the list is signed anew when it is next asked for. */
	async revoke(tx: EntityManager, { list, index }: StatusPlace): Promise<void> {
		const [row] = await rows<{ bits: Buffer }>(tx, 'SELECT bits FROM status_lists WHERE id = $1 FOR UPDATE', [
			list,
		]);
		if (!row) throw new Error(`There is no status list ${list}.`);
		setStatus(row.bits, index, true);
		await rows(tx, 'UPDATE status_lists SET bits = $2, signed = NULL, signed_at = NULL WHERE id = $1', [
			list,
			row.bits,
		]);
	}

	/** The signed credential of a list; undefined when there is no such list. */
	async signed(list: number): Promise<object | undefined> {
		const [row] = await this.db.remembered<{ bits: Buffer; signed: object | null }>(
			'SELECT signed, CASE WHEN signed IS NULL THEN bits END AS bits FROM status_lists WHERE id = $1',
			[list],
		);
		if (!row) return undefined;
		return row.signed ?? this.sign(list, row.bits);
	}

	private async sign(list: number, bits: Buffer): Promise<object> {
		const now = this.clock.now();
		const issuer = didWeb(this.config.publicUrl);
		const url = credentialUrls(this.config.publicUrl).statusList(list);
		const { keyId, privateKey } = await this.keys.signing('ed25519');
		const key = { id: verificationMethodId(issuer, { keyId }), privateKey };
		const signed = await signDocument(
			buildStatusListCredential({ url, issuer, validFrom: now, bits }),
			key,
			now,
		);
		// Not when a bit changed meanwhile: the next request signs that.
		await this.db.query(
			'UPDATE status_lists SET signed = $2, signed_at = $3 WHERE id = $1 AND signed IS NULL AND bits = $4',
			[list, JSON.stringify(signed), now, bits],
		);
		return signed;
	}
}

function randomPlaces(count: number): number[] {
	const places = new Set<number>();
	while (places.size < count) places.add(randomInt(STATUS_LIST_ENTRIES));
	return [...places];
}
