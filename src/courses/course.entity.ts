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
import { School } from '../schools/school.entity.js';

export const KINDS = ['challenge', 'study-group', 'course'] as const;
export type Kind = (typeof KINDS)[number];
export type TaskEditing = 'organisers' | 'participants';

export interface Provenance {
	title: string;
	url: string;
	licence: string;
	attribution: string;
	/** Copied on this site, so that its address is of no use once it is gone from here. */
	isLocal: boolean;
}

@Entity('courses')
@Unique('uq_courses_slug', ['slug'])
@Check('ck_courses_kind', `kind IN ('course', 'study-group', 'challenge')`)
@Check('ck_courses_own_term', `own_term <> ''`)
@Check('ck_courses_task_editing', `task_editing IN ('organisers', 'participants')`)
@Index('ix_courses_school', ['schoolId'])
@Index('ix_courses_listed', { synchronize: false })
@Index('ix_courses_forked_from', ['forkedFrom'], { where: 'forked_from IS NOT NULL' })
export class Course {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_courses',
	})
	id: number;
	@Column('text') slug: string;
	@Column('text') kind: Kind;
	@Column('text', { name: 'own_term', nullable: true }) ownTerm: string | null;
	@Column('text') title: string;
	@Column('text') summary: string;
	@Column('text') language: string;
	@Column('text', { default: '' }) effort: string;
	@Column('text', { default: 'teal' }) accent: string;
	@Column('text', { default: 'CC-BY-SA-4.0' }) licence: string;
	/** Whom the licence asks to be named; '' for the organisers. */
	@Column('text', { default: '' }) attribution: string;
	@Column('int', { name: 'forked_from', nullable: true }) forkedFrom: number | null;
	@ManyToOne(() => Course, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'forked_from', foreignKeyConstraintName: 'fk_courses_forked_from' })
	source: Relation<Course> | null;
	/** Of a copy, what it was made of, as that was at the time. */
	@Column('jsonb', { nullable: true }) provenance: Provenance | null;
	@Column('int', { name: 'school_id', nullable: true }) schoolId: number | null;
	@ManyToOne(() => School, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'school_id', foreignKeyConstraintName: 'fk_courses_school' })
	school: Relation<School> | null;
	@Column('text', { name: 'task_editing', default: 'organisers' }) taskEditing: TaskEditing;
	@Column('int', { name: 'created_by', nullable: true }) createdBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'created_by', foreignKeyConstraintName: 'fk_courses_created_by' })
	creator: Relation<User> | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt: Date;
	@Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
	@Column('timestamptz', { name: 'unlisted_at', nullable: true }) unlistedAt: Date | null;
	@Column('timestamptz', { name: 'archived_at', nullable: true }) archivedAt: Date | null;
	@Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt: Date | null;
}
