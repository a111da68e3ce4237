import {
	Check,
	Column,
	Entity,
	Index,
	JoinColumn,
	ManyToOne,
	PrimaryColumn,
	PrimaryGeneratedColumn,
	type Relation,
} from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { Badge } from '../badges/badge.entity.js';

export type LineOutcome = 'given' | 'already-held' | 'duplicate' | 'unknown' | 'too-early';

/** A list of people whom an organiser gives a badge; a job works through it. */
@Entity('grant_batches')
@Index('ix_grant_batches_badge', ['badgeId'])
export class GrantBatch {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_grant_batches',
	})
	id: number;
	@Column('int', { name: 'badge_id' }) badgeId: number;
	@ManyToOne(() => Badge, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_id', foreignKeyConstraintName: 'fk_grant_batches_badge' })
	badge: Relation<Badge>;
	@Column('int', { name: 'given_by', nullable: true }) givenBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'given_by', foreignKeyConstraintName: 'fk_grant_batches_given_by' })
	giver: Relation<User> | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'done_at', nullable: true }) doneAt: Date | null;
}

@Entity('grant_lines')
@Check('ck_grant_lines_outcome', `outcome IN ('given', 'already-held', 'duplicate', 'unknown', 'too-early')`)
export class GrantLine {
	@PrimaryColumn('int', { name: 'batch_id', primaryKeyConstraintName: 'pk_grant_lines' }) batchId: number;
	@ManyToOne(() => GrantBatch, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'batch_id', foreignKeyConstraintName: 'fk_grant_lines_batch' })
	batch: Relation<GrantBatch>;
	@PrimaryColumn('int', { primaryKeyConstraintName: 'pk_grant_lines' }) number: number;
	/** As it was written. */
	@Column('text') line: string;
	@Column('int', { name: 'user_id', nullable: true }) userId: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_grant_lines_user' })
	user: Relation<User> | null;
	/** Null until the job comes to it. */
	@Column('text', { nullable: true }) outcome: LineOutcome | null;
}
