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
import { StoredFile } from '../../platform/files/file.entity.js';
import { Course } from '../course.entity.js';

/** A file that the texts of a course may link to; it stays stored as long as an attachment holds it. */
@Entity('attachments')
@Unique('uq_attachments_file', ['courseId', 'fileId'])
@Index('ix_attachments_file', ['fileId'])
export class Attachment {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_attachments',
	})
	id: number;
	@Column('int', { name: 'course_id' }) courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_attachments_course' })
	course: Relation<Course>;
	@Column('uuid', { name: 'file_id' }) fileId: string;
	@ManyToOne(() => StoredFile, { nullable: false })
	@JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'fk_attachments_file' })
	file: Relation<StoredFile>;
	/** As it ends the file's address: letters, digits and hyphens with the ending of its type. */
	@Column('text') name: string;
	/** What a picture shows. */
	@Column('text', { default: '' }) alt: string;
	@Column('int', { name: 'added_by', nullable: true }) addedBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'added_by', foreignKeyConstraintName: 'fk_attachments_user' })
	adder: Relation<User> | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
