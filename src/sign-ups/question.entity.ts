import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Course } from '../courses/course.entity.js';

/** Who may read an answer: everybody, the people of the course, or its organisers alone. */
export const AUDIENCES = ['public', 'participants', 'organisers'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What people answer who would join a moderated run of the course. */
@Entity('sign_up_questions')
@Check('ck_sign_up_questions_audience', `audience IN ('public', 'participants', 'organisers')`)
export class SignUpQuestion {
	@PrimaryColumn('int', { name: 'course_id', primaryKeyConstraintName: 'pk_sign_up_questions' })
	courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_sign_up_questions_course' })
	course: Relation<Course>;
	@PrimaryColumn('int', { primaryKeyConstraintName: 'pk_sign_up_questions' }) position: number;
	@Column('text') text: string;
	@Column('text') audience: Audience;
}
