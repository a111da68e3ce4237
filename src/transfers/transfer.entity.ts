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
import type { Note } from '../archives/archive-note.js';
import { Course } from '../courses/course.entity.js';

export type TransferKind = 'export' | 'import';
export type TransferState = 'queued' | 'running' | 'done' | 'failed';

/** A course on its way into a zip or out of one. */
@Entity('transfers')
@Check('ck_transfers_kind', `kind IN ('export', 'import')`)
@Check('ck_transfers_state', `state IN ('queued', 'running', 'done', 'failed')`)
@Index('ix_transfers_user', ['userId', 'createdAt'])
@Index('ix_transfers_course', ['courseId'])
export class Transfer {
	@PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'pk_transfers' })
	id: string;
	@Column('text') kind: TransferKind;
	@Column('text', { default: 'queued' }) state: TransferState;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_transfers_user' })
	user: Relation<User>;
	/** What is exported, or what the import became. */
	@Column('int', { name: 'course_id', nullable: true }) courseId: number | null;
	@ManyToOne(() => Course, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_transfers_course' })
	course: Relation<Course> | null;
	/** As the zip was called, or shall be. */
	@Column('text', { name: 'file_name' }) fileName: string;
	/** Of the uploaded zip, so that sending the same form twice imports once. */
	@Column('text', { nullable: true }) sha256: string | null;
	@Column('int', { default: 0 }) done: number;
	@Column('int', { default: 0 }) total: number;
	/** What of the zip was not taken. */
	@Column('jsonb', { default: [] }) report: Note[];
	/** Why it failed. */
	@Column('jsonb', { nullable: true }) problem: Note | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
