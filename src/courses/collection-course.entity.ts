import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Collection } from '../schools/collection.entity.js';
import { Course } from './course.entity.js';

@Entity('collection_courses')
@Index('ix_collection_courses_course', ['courseId'])
export class CollectionCourse {
	@PrimaryColumn('int', { name: 'collection_id', primaryKeyConstraintName: 'pk_collection_courses' })
	collectionId: number;
	@ManyToOne(() => Collection, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'collection_id', foreignKeyConstraintName: 'fk_collection_courses_collection' })
	collection: Relation<Collection>;
	@PrimaryColumn('int', { name: 'course_id', primaryKeyConstraintName: 'pk_collection_courses' })
	courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_collection_courses_course' })
	course: Relation<Course>;
	@Column('int') position: number;
}
