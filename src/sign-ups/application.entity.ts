import {
	Check,
	Column,
	Entity,
	Index,
	JoinColumn,
	ManyToOne,
	PrimaryGeneratedColumn,
	type Relation,
} from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { Run } from '../courses/runs/run.entity.js';

export const DECISIONS = ['accepted', 'declined'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Somebody asks to be let into a moderated run. It is open until it is decided or withdrawn. */
@Entity('sign_up_applications')
@Check('ck_sign_up_applications_decision', `decision IN ('accepted', 'declined')`)
@Check('ck_sign_up_applications_decided', '(decision IS NULL) = (decided_at IS NULL)')
@Check('ck_sign_up_applications_end', 'decided_at IS NULL OR withdrawn_at IS NULL')
@Index('uq_sign_up_applications_open', ['runId', 'userId'], {
	unique: true,
	where: 'decided_at IS NULL AND withdrawn_at IS NULL',
})
@Index('ix_sign_up_applications_user', ['userId'])
export class SignUpApplication {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_sign_up_applications',
	})
	id: number;
	@Column('int', { name: 'run_id' }) runId: number;
	@ManyToOne(() => Run, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'run_id', foreignKeyConstraintName: 'fk_sign_up_applications_run' })
	run: Relation<Run>;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_sign_up_applications_user' })
	user: Relation<User>;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	/** Since when the organisers may see this person's e-mail address, once they are in. */
	@Column('timestamptz', { name: 'email_shared_at', nullable: true }) emailSharedAt: Date | null;
	@Column('text', { nullable: true }) decision: Decision | null;
	@Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
	@Column('int', { name: 'decided_by', nullable: true }) decidedBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'decided_by', foreignKeyConstraintName: 'fk_sign_up_applications_decided_by' })
	decider: Relation<User> | null;
	/** The organiser's words to the applicant. */
	@Column('text', { default: '' }) note: string;
	@Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
}
