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
import { Course } from '../courses/course.entity.js';

export type Role = 'organiser' | 'participant';

const UNANSWERED = 'accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL';

/**
 * A way into one course. With a token whoever holds the link may use it; without one only the member it names.
 * A link for participants lets in many, every other invitation one person.
 */
@Entity('invitations')
@Unique('uq_invitations_token', ['tokenHash'])
@Check('ck_invitations_role', `role IN ('organiser', 'participant')`)
@Check('ck_invitations_way', 'token_hash IS NOT NULL OR user_id IS NOT NULL')
@Index('ix_invitations_course', ['courseId'])
@Index('ix_invitations_user', ['userId'], { where: 'user_id IS NOT NULL' })
@Index('uq_invitations_open_email', ['courseId', 'role', 'email'], {
	unique: true,
	where: `email IS NOT NULL AND ${UNANSWERED}`,
})
@Index('uq_invitations_open_user', ['courseId', 'role', 'userId'], {
	unique: true,
	where: `email IS NULL AND ${UNANSWERED}`,
})
export class Invitation {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_invitations',
	})
	id: number;
	@Column('int', { name: 'course_id' }) courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_invitations_course' })
	course: Relation<Course>;
	@Column('text') role: Role;
	/** Of the secret in the link, so that reading the table lets nobody in. */
	@Column('text', { name: 'token_hash', nullable: true }) tokenHash: string | null;
	/** Where it was mailed to, in small letters. */
	@Column('text', { nullable: true }) email: string | null;
	@Column('int', { name: 'user_id', nullable: true }) userId: number | null;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: true })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_invitations_user' })
	user: Relation<User> | null;
	@Column('int', { name: 'invited_by', nullable: true }) invitedBy: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'invited_by', foreignKeyConstraintName: 'fk_invitations_invited_by' })
	inviter: Relation<User> | null;
	@Column('int', { default: 0 }) uses: number;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
	@Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
	@Column('timestamptz', { name: 'declined_at', nullable: true }) declinedAt: Date | null;
	@Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}
