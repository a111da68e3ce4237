import {
	Check,
	Column,
	Entity,
	Index,
	JoinColumn,
	ManyToOne,
	PrimaryGeneratedColumn,
	type Relation,
	Unique,
} from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { Course } from '../courses/course.entity.js';

@Entity('badges')
@Unique('uq_badges_public_id', ['publicId'])
@Check('ck_badges_rule', `rule IN ('completion')`)
@Index('uq_badges_course_completion', ['courseId'], { unique: true, where: `rule = 'completion'` })
export class Badge {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_badges',
	})
	id: number;
	/** What its addresses are made of. */
	@Column('uuid', { name: 'public_id', generated: 'uuid' }) publicId: string;
	@Column('int', { name: 'course_id' }) courseId: number;
	@ManyToOne(() => Course, { onDelete: 'RESTRICT', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_badges_course' })
	course: Relation<Course>;
	@Column('text') rule: 'completion';
	@Column('int', { name: 'created_by', nullable: true }) createdBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'created_by', foreignKeyConstraintName: 'fk_badges_created_by' })
	creator: Relation<User> | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
