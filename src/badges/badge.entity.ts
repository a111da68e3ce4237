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
import { School } from '../schools/school.entity.js';

/** How a badge is earned; what each means is in rules.policy.ts. */
export const RULES = ['completion', 'review', 'peer', 'organiser', 'badges'] as const;
export type Rule = (typeof RULES)[number];

/** It belongs to a course or to a school; to the site when to neither. */
@Entity('badges')
@Unique('uq_badges_public_id', ['publicId'])
@Check('ck_badges_rule', `rule IN ('completion', 'review', 'peer', 'organiser', 'badges')`)
@Check('ck_badges_owner', 'course_id IS NULL OR school_id IS NULL')
@Index('ix_badges_course', ['courseId'])
@Index('ix_badges_school', ['schoolId'])
@Index('uq_badges_course_completion', ['courseId'], { unique: true, where: `rule = 'completion'` })
export class Badge {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_badges',
	})
	id: number;
	/** What its addresses are made of. */
	@Column('uuid', { name: 'public_id', generated: 'uuid' }) publicId: string;
	@Column('int', { name: 'course_id', nullable: true }) courseId: number | null;
	@ManyToOne(() => Course, { onDelete: 'RESTRICT', nullable: true })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_badges_course' })
	course: Relation<Course> | null;
	@Column('int', { name: 'school_id', nullable: true }) schoolId: number | null;
	@ManyToOne(() => School, { onDelete: 'RESTRICT', nullable: true })
	@JoinColumn({ name: 'school_id', foreignKeyConstraintName: 'fk_badges_school' })
	school: Relation<School> | null;
	@Column('text') rule: Rule;
	@Column('int', { name: 'created_by', nullable: true }) createdBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'created_by', foreignKeyConstraintName: 'fk_badges_created_by' })
	creator: Relation<User> | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
