import {
	Check,
	Column,
	Entity,
	Index,
	JoinColumn,
	ManyToOne,
	PrimaryGeneratedColumn,
	type Relation,
} from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { Course } from '../courses/course.entity.js';

export const PROOFS = ['none', 'link', 'text', 'file'] as const;
/** What a task asks for as proof of work. */
export type Proof = (typeof PROOFS)[number];

export const AUDIENCES = ['course', 'organisers'] as const;
/** Who sees what was handed in, besides whoever made it: all people of the course, or its organisers only. */
export type Audience = (typeof AUDIENCES)[number];

/** The present state of a task; what it was before is in its revisions. */
@Entity('tasks')
@Check('ck_tasks_proof', `proof IN ('none', 'link', 'text', 'file')`)
@Check('ck_tasks_work_audience', `work_audience IN ('course', 'organisers')`)
@Index('ix_tasks_course', ['courseId', 'position'])
export class Task {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_tasks',
	})
	id: number;
	@Column('int', { name: 'course_id' }) courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_tasks_course' })
	course: Relation<Course>;
	/** The same for a task and its descendants in forks of the course. */
	@Column('uuid', { name: 'lineage_id', generated: 'uuid' }) lineageId: string;
	@Column('int') position: number;
	@Column('text') title: string;
	@Column('text', { name: 'body_md' }) bodyMd: string;
	@Column('text', { name: 'body_html' }) bodyHtml: string;
	@Column('text', { default: 'none' }) proof: Proof;
	/** The widest audience that participants may choose for their work. */
	@Column('text', { name: 'work_audience', default: 'course' }) workAudience: Audience;
	@Column('int', { name: 'revision_id', nullable: true }) revisionId: number | null;
	@ManyToOne(() => TaskRevision, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_tasks_revision' })
	revision: Relation<TaskRevision> | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
}

/** One saved state of a task. It has at most one child, so of two edits of the same text one is stale. */
@Entity('task_revisions')
@Index('ix_task_revisions_task', ['taskId', 'id'])
@Index('ix_task_revisions_forked_from', ['forkedFromRevision'], { where: 'forked_from_revision IS NOT NULL' })
@Index('uq_task_revisions_parent', ['taskId', 'parentId'], { unique: true, where: 'parent_id IS NOT NULL' })
export class TaskRevision {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_task_revisions',
	})
	id: number;
	@Column('int', { name: 'task_id' }) taskId: number;
	@ManyToOne(() => Task, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'task_id', foreignKeyConstraintName: 'fk_task_revisions_task' })
	task: Relation<Task>;
	@Column('int', { name: 'parent_id', nullable: true }) parentId: number | null;
	@ManyToOne(() => TaskRevision, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'fk_task_revisions_parent' })
	parent: Relation<TaskRevision> | null;
	/** Of a fork's first revision, the one it was copied from: their common ancestor when they are merged. */
	@Column('int', { name: 'forked_from_revision', nullable: true }) forkedFromRevision: number | null;
	@ManyToOne(() => TaskRevision, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'forked_from_revision', foreignKeyConstraintName: 'fk_task_revisions_forked_from' })
	forkedFrom: Relation<TaskRevision> | null;
	@Column('text') title: string;
	@Column('text', { name: 'body_md' }) bodyMd: string;
	@Column('text') proof: Proof;
	@Column('text', { name: 'work_audience', default: 'course' }) workAudience: Audience;
	@Column('text', { name: 'content_hash' }) contentHash: string;
	@Column('int', { name: 'author_id', nullable: true }) authorId: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'fk_task_revisions_author' })
	author: Relation<User> | null;
	@Column('text', { default: '' }) note: string;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
