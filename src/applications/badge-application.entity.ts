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
import { Badge } from '../badges/badge.entity.js';
import { BadgeVersion } from '../badges/badge-version.entity.js';

export type ApplicationState = 'draft' | 'submitted' | 'needs-work' | 'awarded' | 'withdrawn';

/** Somebody's wish to earn a badge; what they hand in for it are its revisions. */
@Entity('badge_applications')
@Check('ck_badge_applications_state', `state IN ('draft', 'submitted', 'needs-work', 'awarded', 'withdrawn')`)
@Index('uq_badge_applications_open', ['badgeId', 'userId'], {
	unique: true,
	where: `state IN ('draft', 'submitted', 'needs-work')`,
})
@Index('ix_badge_applications_user', ['userId'])
@Index('ix_badge_applications_waiting', ['submittedAt'], { where: `state = 'submitted'` })
export class BadgeApplication {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_badge_applications',
	})
	id: number;
	@Column('int', { name: 'badge_id' }) badgeId: number;
	@ManyToOne(() => Badge, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_id', foreignKeyConstraintName: 'fk_badge_applications_badge' })
	badge: Relation<Badge>;
	/** The version that was published when it was begun: its rubric and its criteria hold to the end. */
	@Column('int', { name: 'badge_version_id' }) badgeVersionId: number;
	@ManyToOne(() => BadgeVersion, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_version_id', foreignKeyConstraintName: 'fk_badge_applications_version' })
	badgeVersion: Relation<BadgeVersion>;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_badge_applications_user' })
	user: Relation<User>;
	@Column('text', { default: 'draft' }) state: ApplicationState;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	/** Of the latest revision, as `answeredAt`, when its first review came. */
	@Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
	@Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
	/** When reviewers or those who decide were last asked about the latest revision, and how often. */
	@Column('timestamptz', { name: 'asked_at', nullable: true }) askedAt: Date | null;
	@Column('int', { default: 0 }) rounds: number;
	/** Since when the organisers decide. */
	@Column('timestamptz', { name: 'escalated_at', nullable: true }) escalatedAt: Date | null;
	@Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
}
