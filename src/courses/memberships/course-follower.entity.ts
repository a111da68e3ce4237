import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../../accounts/user.entity.js';
import { Course } from '../course.entity.js';

/** Somebody who watches a course without being in it. */
@Entity('course_followers')
@Index('ix_course_followers_user', ['userId'])
export class CourseFollower {
	@PrimaryColumn('int', { name: 'course_id', primaryKeyConstraintName: 'pk_course_followers' })
	courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_course_followers_course' })
	course: Relation<Course>;
	@PrimaryColumn('int', { name: 'user_id', primaryKeyConstraintName: 'pk_course_followers' })
	userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_course_followers_user' })
	user: Relation<User>;
	@Column('timestamptz', { default: () => 'now()' }) since: Date;
}
