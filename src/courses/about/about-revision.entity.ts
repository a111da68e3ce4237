import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../../accounts/user.entity.js';
import { Course } from '../course.entity.js';

/** One saved state of the About page. A revision has at most one child, so of two edits of the same text one is stale. */
@Entity('about_revisions')
@Index('ix_about_revisions_course', ['courseId', 'id'])
@Index('uq_about_revisions_parent', ['parentId'], { unique: true, where: 'parent_id IS NOT NULL' })
export class AboutRevision {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_about_revisions',
	})
	id: number;
	@Column('int', { name: 'course_id' }) courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_about_revisions_course' })
	course: Relation<Course>;
	@Column('int', { name: 'parent_id', nullable: true }) parentId: number | null;
	@ManyToOne(() => AboutRevision, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'fk_about_revisions_parent' })
	parent: Relation<AboutRevision> | null;
	@Column('text', { name: 'body_md' }) bodyMd: string;
	@Column('text', { name: 'body_html' }) bodyHtml: string;
	@Column('text', { name: 'content_hash' }) contentHash: string;
	@Column('int', { name: 'author_id', nullable: true }) authorId: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'fk_about_revisions_author' })
	author: Relation<User> | null;
	@Column('text', { default: '' }) note: string;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
