import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../../accounts/user.entity.js';
import { Run } from '../runs/run.entity.js';

/** A stay in a run. Leaving ends it; whoever comes back gets a new one, so that the history stays true. */
@Entity('memberships')
@Index('uq_memberships_current', ['runId', 'userId'], { unique: true, where: 'left_at IS NULL' })
@Index('ix_memberships_user', ['userId'], { where: 'left_at IS NULL' })
export class Membership {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_memberships',
	})
	id: number;
	@Column('int', { name: 'run_id' }) runId: number;
	@ManyToOne(() => Run, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'run_id', foreignKeyConstraintName: 'fk_memberships_run' })
	run: Relation<Run>;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_memberships_user' })
	user: Relation<User>;
	@Column('timestamptz', { name: 'joined_at', default: () => 'now()' }) joinedAt: Date;
	@Column('timestamptz', { name: 'left_at', nullable: true }) leftAt: Date | null;
	@Column('timestamptz', { name: 'helper_since', nullable: true }) helperSince: Date | null;
	/** Since when the organisers may see this person's e-mail address. */
	@Column('timestamptz', { name: 'email_shared_at', nullable: true }) emailSharedAt: Date | null;
}
