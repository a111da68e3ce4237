import {
	Check,
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
import { User } from '../accounts/user.entity.js';
import { ApplicationRevision } from '../applications/application-revision.entity.js';
import { BadgeApplication } from '../applications/badge-application.entity.js';

export const VERDICTS = ['meets', 'not-yet'] as const;
export type Verdict = (typeof VERDICTS)[number];

@Entity('reviews')
@Check('ck_reviews_verdict', `verdict IN ('meets', 'not-yet')`)
@Unique('uq_reviews_reviewer', ['revisionId', 'reviewerId'])
@Index('ix_reviews_reviewer', ['reviewerId'])
export class Review {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_reviews',
	})
	id: number;
	@Column('int', { name: 'revision_id' }) revisionId: number;
	@ManyToOne(() => ApplicationRevision, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'fk_reviews_revision' })
	revision: Relation<ApplicationRevision>;
	@Column('int', { name: 'reviewer_id', nullable: true }) reviewerId: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'reviewer_id', foreignKeyConstraintName: 'fk_reviews_reviewer' })
	reviewer: Relation<User> | null;
	/** For each criterion of the rubric, in order, an index into its levels. */
	@Column('jsonb') levels: number[];
	@Column('text') verdict: Verdict;
	@Column('text', { name: 'comment_md' }) commentMd: string;
	@Column('text', { name: 'comment_html' }) commentHtml: string;
	/** False for the second half of a pair who review each other for one badge. */
	@Column('boolean') counts: boolean;
	@Column('boolean', { name: 'by_organiser' }) byOrganiser: boolean;
	/** The reviewer lets the award say this, with their name. */
	@Column('boolean', { name: 'is_quotable' }) isQuotable: boolean;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}

/** That somebody was asked to review, so that the next round asks others. */
@Entity('review_requests')
@Index('ix_review_requests_user', ['userId'])
export class ReviewRequest {
	@PrimaryColumn('int', { name: 'application_id', primaryKeyConstraintName: 'pk_review_requests' })
	applicationId: number;
	@ManyToOne(() => BadgeApplication, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'application_id', foreignKeyConstraintName: 'fk_review_requests_application' })
	application: Relation<BadgeApplication>;
	@PrimaryColumn('int', { name: 'user_id', primaryKeyConstraintName: 'pk_review_requests' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_review_requests_user' })
	user: Relation<User>;
	@Column('timestamptz', { name: 'asked_at', default: () => 'now()' }) askedAt: Date;
}
