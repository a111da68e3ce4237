import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Course } from '../courses/course.entity.js';

/** The words of a course as the catalogue looks them up; made again whenever the course changes. */
@Entity('course_search')
@Index('ix_course_search_document', { synchronize: false })
export class CourseSearch {
	@PrimaryColumn('int', { name: 'course_id', primaryKeyConstraintName: 'pk_course_search' })
	courseId: number;
	@OneToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_course_search_course' })
	course: Relation<Course>;
	/** Stems by the rules of the course's language, with and without their accents. */
	@Column('tsvector') document: string;
	/** Title, summary and task titles in small letters without accents, to compare letter by letter. */
	@Column('text') words: string;
}
