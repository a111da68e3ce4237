import {
	Column,
	Entity,
	Index,
	JoinColumn,
	ManyToOne,
	PrimaryGeneratedColumn,
	type Relation,
	Unique,
} from 'typeorm';
import { User } from '../../accounts/user.entity.js';
import { Run } from '../runs/run.entity.js';

/** Somebody who would be in a run if it had a free seat; ids are the order of the list. */
@Entity('waiting_places')
@Unique('uq_waiting_places', ['runId', 'userId'])
@Index('ix_waiting_places_user', ['userId'])
export class WaitingPlace {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_waiting_places',
	})
	id: number;
	@Column('int', { name: 'run_id' }) runId: number;
	@ManyToOne(() => Run, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'run_id', foreignKeyConstraintName: 'fk_waiting_places_run' })
	run: Relation<Run>;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_waiting_places_user' })
	user: Relation<User>;
	@Column('timestamptz', { default: () => 'now()' }) since: Date;
	/** Since when the organisers may see this person's e-mail address, once they are in. */
	@Column('timestamptz', { name: 'email_shared_at', nullable: true }) emailSharedAt: Date | null;
}
