import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
	generateKey,
	type KeyKind,
	openPrivateKey,
	type PublicKeyFacts,
	sealPrivateKey,
} from '../credentials/issuer-key-material.js';
import { Database } from '../platform/database/database.js';
import { Secrets } from '../platform/secrets/secrets.js';

export interface KeyRow {
	keyId: string;
	kind: KeyKind;
	createdAt: Date;
	retiredAt: Date | null;
	revokedAt: Date | null;
}

const KINDS: readonly KeyKind[] = ['ed25519', 'rsa'];

export interface SigningKey {
	keyId: string;
	privateKey: KeyObject;
}

interface SealedKey {
	keyId: string;
	sealed: string;
}

/** The keys that the site signs badges with. The first of each kind is made when it is first asked for. */
@Injectable()
export class IssuerKeys {
	/** By id and sealed form: to open an RSA key costs more than to sign with it. */
	private readonly opened = new Map<string, KeyObject>();

	constructor(
		private readonly db: Database,
		private readonly secrets: Secrets,
	) {}

	/** The key to sign with now. Throws when the site's secret is not the one it was sealed with. */
	async signing(kind: KeyKind): Promise<SigningKey> {
		const { keyId, sealed } = (await this.active(kind)) ?? (await this.begin(kind));
		const name = `${keyId} ${sealed}`;
		const privateKey = this.opened.get(name) ?? openPrivateKey(sealed, keyId, this.secret);
		this.opened.set(name, privateKey);
		return { keyId, privateKey };
	}

	/** Every key that others may check with: retired ones too, never revoked ones. */
	async published(): Promise<readonly PublicKeyFacts[]> {
		const known = await this.all();
		if (KINDS.every((kind) => known.some((key) => key.kind === kind))) return known;
		for (const kind of KINDS) await this.signing(kind);
		return this.all();
	}

	/** Every key there ever was, the oldest first. */
	history(): Promise<KeyRow[]> {
		return this.db.query<KeyRow>(
			`SELECT kid AS "keyId", kind, created_at AS "createdAt", retired_at AS "retiredAt", revoked_at AS "revokedAt"
			FROM issuer_keys ORDER BY id`,
		);
	}

	/**
	 * Signs with new keys from now on. The old ones stay published: what they signed goes on to verify.
	 */
	async rotate(): Promise<void> {
		await this.db.query(
			'UPDATE issuer_keys SET retired_at = now() WHERE retired_at IS NULL AND revoked_at IS NULL',
		);
		for (const kind of KINDS) await this.signing(kind);
	}

	/** The public half of a published key. */
	async publicKey(keyId: string): Promise<PublicKeyFacts | undefined> {
		return (await this.published()).find((key) => key.keyId === keyId);
	}

	private get secret(): Buffer {
		return this.secrets.key('issuer-keys');
	}

	private all(): Promise<readonly PublicKeyFacts[]> {
		return this.db.remembered<PublicKeyFacts>(
			`SELECT kind, kid AS "keyId", public_key AS jwk FROM issuer_keys WHERE revoked_at IS NULL ORDER BY id`,
		);
	}

	private active(kind: KeyKind): Promise<SealedKey | undefined> {
		return this.db.one<SealedKey>(
			`SELECT kid AS "keyId", private_key_sealed AS sealed FROM issuer_keys
			WHERE kind = $1 AND retired_at IS NULL AND revoked_at IS NULL`,
			[kind],
		);
	}

	/** Of two processes that begin at once the index uq_issuer_keys_active lets one win, and both use its key. */
	private async begin(kind: KeyKind): Promise<SealedKey> {
		const { keyId, jwk, privateKey } = generateKey(kind);
		await this.db.query(
			`INSERT INTO issuer_keys (kid, kind, public_key, private_key_sealed) VALUES ($1, $2, $3, $4)
			ON CONFLICT DO NOTHING`,
			[keyId, kind, JSON.stringify(jwk), sealPrivateKey(privateKey, keyId, this.secret)],
		);
		const key = await this.active(kind);
		if (!key) throw new Error(`There is no ${kind} key to sign with.`);
		return key;
	}
}

export function keyObject(jwk: JsonWebKey): KeyObject {
	return createPublicKey({ key: jwk, format: 'jwk' });
}
