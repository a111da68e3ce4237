import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('files')
@Index('ix_files_owner', ['ownerId'])
@Index('ix_files_created', ['createdAt'])
@Index('ix_files_sha256', ['sha256'])
@Check('ck_files_sha256', `sha256 ~ '^[0-9a-f]{64}$'`)
export class StoredFile {
	@PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'pk_files' })
	id: string;

	@Column('text')
	sha256: string;

	@Column('text', { name: 'media_type' })
	mediaType: string;

	@Column('integer')
	bytes: number;

	@Column('integer', { nullable: true })
	width: number | null;

	@Column('integer', { nullable: true })
	height: number | null;

	/** No foreign key: platform knows no people. */
	@Column('integer', { name: 'owner_id', nullable: true })
	ownerId: number | null;

	/** Only served by whoever knows who may see it, never by its address alone. */
	@Column('boolean', { name: 'is_private', default: false })
	isPrivate: boolean;

	@Column('timestamptz', { name: 'created_at', default: () => 'now()' })
	createdAt: Date;
}
