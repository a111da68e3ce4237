import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { StoredFile } from '../platform/files/file.entity.js';
import type { Locale } from '../platform/i18n/i18n.js';

@Entity('users')
@Index('uq_users_username', { synchronize: false })
@Index('uq_users_email', { synchronize: false })
@Index('ix_users_email', { synchronize: false })
export class User {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_users',
	})
	id: number;
	@Column('text') username: string;
	/** Belongs to one confirmed person only; others may claim it in vain, so that registering tells nobody whose it is. */
	@Column('text') email: string;
	@Column('text', { name: 'display_name' }) displayName: string;
	@Column('text', { name: 'password_hash', nullable: true }) passwordHash: string | null;
	@Column('text', { name: 'bio_md', default: '' }) bioMd: string;
	@Column('text', { name: 'bio_html', default: '' }) bioHtml: string;
	@Column('uuid', { name: 'avatar_id', nullable: true }) avatarId: string | null;
	@ManyToOne(() => StoredFile, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'avatar_id', foreignKeyConstraintName: 'fk_users_avatar' })
	avatar: Relation<StoredFile> | null;
	@Column('text', { default: 'en' }) locale: Locale;
	@Column('text', { name: 'time_zone', default: 'UTC' }) timeZone: string;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
	@Column('timestamptz', { name: 'admin_since', nullable: true }) adminSince: Date | null;
}
