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
import { Badge } from './badge.entity.js';
import { BadgeVersion } from './badge-version.entity.js';
import type { Evidence } from './evidence.js';
import { StatusList } from './status-list.entity.js';

export const VISIBILITIES = ['private', 'link', 'public'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** What somebody else said, with their name, as they agreed to; kept as it was. */
export interface Words {
	/** Null when the account is gone. */
	userId: number | null;
	name: string;
	text: string;
	saidAt: string;
}

/** That somebody earned a badge. What is signed about it is written once, when it is issued. */
@Entity('awards')
@Check('ck_awards_visibility', `visibility IN ('private', 'link', 'public')`)
@Unique('uq_awards_status', ['statusListId', 'statusIndex'])
@Index('uq_awards_firing', ['badgeId', 'userId', 'firing'], { unique: true })
@Index('ix_awards_ending', ['validUntil'], { where: 'ending_told_at IS NULL' })
@Index('ix_awards_user', { synchronize: false })
@Index('ix_awards_public', { synchronize: false })
export class Award {
	@PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'pk_awards' })
	id: string;
	@Column('int', { name: 'badge_id' }) badgeId: number;
	@ManyToOne(() => Badge, { onDelete: 'RESTRICT', nullable: false })
	@JoinColumn({ name: 'badge_id', foreignKeyConstraintName: 'fk_awards_badge' })
	badge: Relation<Badge>;
	@Column('int', { name: 'badge_version_id' }) badgeVersionId: number;
	@ManyToOne(() => BadgeVersion, { onDelete: 'RESTRICT', nullable: false })
	@JoinColumn({ name: 'badge_version_id', foreignKeyConstraintName: 'fk_awards_badge_version' })
	badgeVersion: Relation<BadgeVersion>;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_awards_user' })
	user: Relation<User>;
	@Column('timestamptz', { name: 'awarded_at', default: () => 'now()' }) awardedAt: Date;
	@Column('text', { default: 'private' }) visibility: Visibility;
	@Column('jsonb', { default: [] }) evidence: Evidence[];
	/** Which firing of the rule gave it; of a badge that one can have once at a time, empty or the renewal of an award. */
	@Column('text', { default: '' }) firing: string;
	@Column('timestamptz', { name: 'valid_until', nullable: true }) validUntil: Date | null;
	/** When its holder was told that it ends soon. */
	@Column('timestamptz', { name: 'ending_told_at', nullable: true }) endingToldAt: Date | null;
	/** For each criterion of the version's rubric, in order, an index into its levels. */
	@Column('jsonb', { name: 'achieved_levels', default: [] }) achievedLevels: number[];
	@Column('jsonb', { default: [] }) words: Words[];
	/** Who gave it by hand; null when a rule decided. */
	@Column('int', { name: 'given_by', nullable: true }) givenBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'given_by', foreignKeyConstraintName: 'fk_awards_given_by' })
	giver: Relation<User> | null;
	/** The group that its earner put it in on the profile; '' for none. */
	@Column('text', { default: '' }) shelf: string;
	/** Where it stands on the profile; before all others while null. */
	@Column('int', { nullable: true }) place: number | null;
	/** Since when it is left out of the profile, whoever may see its page. */
	@Column('timestamptz', { name: 'hidden_at', nullable: true }) hiddenAt: Date | null;
	/** Hashed with the e-mail address wherever the recipient is named. */
	@Column('text') salt: string;
	@Column('int', { name: 'status_list_id' }) statusListId: number;
	@ManyToOne(() => StatusList, { onDelete: 'RESTRICT', nullable: false })
	@JoinColumn({ name: 'status_list_id', foreignKeyConstraintName: 'fk_awards_status_list' })
	statusList: Relation<StatusList>;
	@Column('int', { name: 'status_index' }) statusIndex: number;
	/** Open Badges 3.0 with its proof. */
	@Column('jsonb', { nullable: true }) credential: object | null;
	@Column('text', { name: 'credential_jwt', nullable: true }) credentialJwt: string | null;
	/** Open Badges 2.0. */
	@Column('jsonb', { nullable: true }) assertion: object | null;
	@Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt: Date | null;
	@Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
	@Column('int', { name: 'revoked_by', nullable: true }) revokedBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'revoked_by', foreignKeyConstraintName: 'fk_awards_revoked_by' })
	revoker: Relation<User> | null;
	@Column('text', { name: 'revocation_reason', nullable: true }) revocationReason: string | null;
}
