import type { JsonWebKey } from 'node:crypto';
import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { KeyKind } from '../credentials/issuer-key-material.js';

/** A key the site signs or signed with. Retired keys stay published; a revoked one is known to others and disowned. */
@Entity('issuer_keys')
@Unique('uq_issuer_keys_kid', ['kid'])
@Check('ck_issuer_keys_kind', `kind IN ('ed25519', 'rsa')`)
@Index('uq_issuer_keys_active', ['kind'], {
	unique: true,
	where: 'retired_at IS NULL AND revoked_at IS NULL',
})
export class IssuerKey {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_issuer_keys',
	})
	id: number;
	@Column('text') kid: string;
	@Column('text') kind: KeyKind;
	@Column('jsonb', { name: 'public_key' }) publicKey: JsonWebKey;
	@Column('text', { name: 'private_key_sealed' }) privateKeySealed: string;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'retired_at', nullable: true }) retiredAt: Date | null;
	@Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}
