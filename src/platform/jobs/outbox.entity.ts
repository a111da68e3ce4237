import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('outbox')
@Unique('uq_outbox_key', ['key'])
@Index('ix_outbox_unsent', ['id'], { where: 'sent_at IS NULL AND done_at IS NULL AND parked_at IS NULL' })
@Index('ix_outbox_undone', ['sentAt'], { where: 'done_at IS NULL' })
@Index('ix_outbox_done', ['doneAt'], { where: 'done_at IS NOT NULL' })
export class OutboxRow {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_outbox',
	})
	id: number;

	@Column('text')
	job: string;

	@Column('jsonb')
	payload: object;

	@Column('text', { nullable: true })
	key: string | null;

	/** Not before this time; null is as soon as possible. */
	@Column('timestamptz', { name: 'run_at', nullable: true })
	runAt: Date | null;

	@Column('timestamptz', { name: 'created_at', default: () => 'now()' })
	createdAt: Date;

	@Column('timestamptz', { name: 'sent_at', nullable: true })
	sentAt: Date | null;

	@Column('timestamptz', { name: 'done_at', nullable: true })
	doneAt: Date | null;

	@Column('integer', { default: 0 })
	attempts: number;

	@Column('timestamptz', { name: 'parked_at', nullable: true })
	parkedAt: Date | null;

	@Column('text', { nullable: true })
	error: string | null;
}
