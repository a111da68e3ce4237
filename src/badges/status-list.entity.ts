import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Which awards are revoked: one bit each, at a random place, and the credential that publishes the bits. */
@Entity('status_lists')
export class StatusList {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_status_lists',
	})
	id: number;
	@Column('bytea') bits: Buffer;
	/** Null since a bit changed, until somebody asks for the list. */
	@Column('jsonb', { nullable: true }) signed: object | null;
	@Column('timestamptz', { name: 'signed_at', nullable: true }) signedAt: Date | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
