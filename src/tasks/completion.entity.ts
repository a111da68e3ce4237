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
import { StoredFile } from '../platform/files/file.entity.js';
import { type Audience, Task } from './task.entity.js';

/** A tick. Unticking ends it and ticking again makes a new one; the proof of work stays with its tick. */
@Entity('completions')
@Check('ck_completions_audience', `audience IN ('course', 'organisers')`)
@Index('ix_completions_task', ['taskId', 'completedAt'])
@Index('uq_completions_current', ['taskId', 'userId'], { unique: true, where: 'undone_at IS NULL' })
@Index('ix_completions_user', ['userId'], { where: 'undone_at IS NULL' })
export class Completion {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_completions',
	})
	id: number;
	@Column('int', { name: 'task_id' }) taskId: number;
	@ManyToOne(() => Task, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'task_id', foreignKeyConstraintName: 'fk_completions_task' })
	task: Relation<Task>;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_completions_user' })
	user: Relation<User>;
	@Column('timestamptz', { name: 'completed_at', default: () => 'now()' }) completedAt: Date;
	@Column('timestamptz', { name: 'undone_at', nullable: true }) undoneAt: Date | null;
	@Column('text', { name: 'proof_url', nullable: true }) proofUrl: string | null;
	@Column('text', { name: 'proof_md', nullable: true }) proofMd: string | null;
	@Column('text', { name: 'proof_html', nullable: true }) proofHtml: string | null;
	@Column('uuid', { name: 'file_id', nullable: true }) fileId: string | null;
	@ManyToOne(() => StoredFile, { nullable: true })
	@JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'fk_completions_file' })
	file: Relation<StoredFile> | null;
	/** As the person called it. */
	@Column('text', { name: 'file_name', nullable: true }) fileName: string | null;
	/** Never wider than the task allowed when the work was handed in; a task that narrowed since narrows it too. */
	@Column('text', { default: 'course' }) audience: Audience;
}
