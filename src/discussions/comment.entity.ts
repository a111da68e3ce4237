import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { Course } from '../courses/course.entity.js';
import { Task } from '../tasks/task.entity.js';

/** Something said about a course or one of its tasks: it opens a thread, or answers in one. */
@Entity('comments')
@Index('ix_comments_course', ['courseId', 'id'])
@Index('ix_comments_task', ['taskId', 'id'], { where: 'task_id IS NOT NULL' })
@Index('ix_comments_thread', ['threadId', 'id'], { where: 'thread_id IS NOT NULL' })
export class Comment {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_comments',
	})
	id: number;
	@Column('int', { name: 'course_id' }) courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_comments_course' })
	course: Relation<Course>;
	@Column('int', { name: 'task_id', nullable: true }) taskId: number | null;
	@ManyToOne(() => Task, { onDelete: 'CASCADE', nullable: true })
	@JoinColumn({ name: 'task_id', foreignKeyConstraintName: 'fk_comments_task' })
	task: Relation<Task> | null;
	/** The comment that opened the thread; null for that comment itself. */
	@Column('int', { name: 'thread_id', nullable: true }) threadId: number | null;
	@ManyToOne(() => Comment, { onDelete: 'CASCADE', nullable: true })
	@JoinColumn({ name: 'thread_id', foreignKeyConstraintName: 'fk_comments_thread' })
	thread: Relation<Comment> | null;
	@Column('int', { name: 'author_id', nullable: true }) authorId: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'fk_comments_author' })
	author: Relation<User> | null;
	/** Empty once its author removed it, as is the HTML. */
	@Column('text', { name: 'body_md' }) bodyMd: string;
	@Column('text', { name: 'body_html' }) bodyHtml: string;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'edited_at', nullable: true }) editedAt: Date | null;
	@Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
	@Column('timestamptz', { name: 'hidden_at', nullable: true }) hiddenAt: Date | null;
	@Column('int', { name: 'hidden_by', nullable: true }) hiddenBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'hidden_by', foreignKeyConstraintName: 'fk_comments_hidden_by' })
	hider: Relation<User> | null;
	@Column('text', { name: 'hidden_reason', nullable: true }) hiddenReason: string | null;
}
