import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { School } from './school.entity.js';

@Entity('school_organisers')
@Index('ix_school_organisers_user', ['userId'])
export class SchoolOrganiser {
	@PrimaryColumn('int', { name: 'school_id', primaryKeyConstraintName: 'pk_school_organisers' })
	schoolId: number;
	@ManyToOne(() => School, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'school_id', foreignKeyConstraintName: 'fk_school_organisers_school' })
	school: Relation<School>;
	@PrimaryColumn('int', { name: 'user_id', primaryKeyConstraintName: 'pk_school_organisers' })
	userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_school_organisers_user' })
	user: Relation<User>;
	@Column('timestamptz', { default: () => 'now()' }) since: Date;
}
