import {
	Column,
	Entity,
	Index,
	JoinColumn,
	ManyToOne,
	PrimaryColumn,
	PrimaryGeneratedColumn,
	type Relation,
	Unique,
} from 'typeorm';
import { StoredFile } from '../platform/files/file.entity.js';
import { BadgeApplication } from './badge-application.entity.js';

/** Work as it was handed in, with the reviews that it got; a draft until then. */
@Entity('application_revisions')
@Unique('uq_application_revisions_number', ['applicationId', 'number'])
@Index('uq_application_revisions_draft', ['applicationId'], { unique: true, where: 'submitted_at IS NULL' })
export class ApplicationRevision {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_application_revisions',
	})
	id: number;
	@Column('int', { name: 'application_id' }) applicationId: number;
	@ManyToOne(() => BadgeApplication, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'application_id', foreignKeyConstraintName: 'fk_application_revisions_application' })
	application: Relation<BadgeApplication>;
	@Column('int') number: number;
	@Column('text') url: string;
	@Column('text', { name: 'body_md' }) bodyMd: string;
	@Column('text', { name: 'body_html' }) bodyHtml: string;
	@Column('text', { name: 'reflection_md' }) reflectionMd: string;
	@Column('text', { name: 'reflection_html' }) reflectionHtml: string;
	/** sha256 of everything handed in, in hexadecimal, from when it was submitted. */
	@Column('text', { name: 'content_hash', nullable: true }) contentHash: string | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
}

@Entity('application_files')
@Index('ix_application_files_file', ['fileId'])
export class ApplicationFile {
	@PrimaryColumn('int', { name: 'revision_id', primaryKeyConstraintName: 'pk_application_files' })
	revisionId: number;
	@ManyToOne(() => ApplicationRevision, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_application_files_revision' })
	revision: Relation<ApplicationRevision>;
	@PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'pk_application_files' })
	fileId: string;
	@ManyToOne(() => StoredFile, { nullable: false })
	@JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'fk_application_files_file' })
	file: Relation<StoredFile>;
	@Column('text') name: string;
}
