import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { Course } from './course.entity.js';

@Entity('course_organisers')
@Index('ix_course_organisers_user', ['userId'])
export class CourseOrganiser {
	@PrimaryColumn('int', { name: 'course_id', primaryKeyConstraintName: 'pk_course_organisers' })
	courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_course_organisers_course' })
	course: Relation<Course>;
	@PrimaryColumn('int', { name: 'user_id', primaryKeyConstraintName: 'pk_course_organisers' })
	userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_course_organisers_user' })
	user: Relation<User>;
	@Column('timestamptz', { default: () => 'now()' }) since: Date;
}
