import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { Course } from '../courses/course.entity.js';
import { Badge } from './badge.entity.js';
import { BadgeVersion } from './badge-version.entity.js';

/** A badge that must be held before. */
@Entity('badge_prerequisites')
@Index('ix_badge_prerequisites_badge', ['badgeId'])
export class BadgePrerequisite {
	@PrimaryColumn('int', { name: 'badge_version_id', primaryKeyConstraintName: 'pk_badge_prerequisites' })
	badgeVersionId: number;
	@ManyToOne(() => BadgeVersion, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_version_id', foreignKeyConstraintName: 'fk_badge_prerequisites_version' })
	badgeVersion: Relation<BadgeVersion>;
	@PrimaryColumn('int', { name: 'badge_id', primaryKeyConstraintName: 'pk_badge_prerequisites' })
	badgeId: number;
	@ManyToOne(() => Badge, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_id', foreignKeyConstraintName: 'fk_badge_prerequisites_badge' })
	badge: Relation<Badge>;
}

/** One of the badges that together earn another. */
@Entity('badge_parts')
@Index('ix_badge_parts_badge', ['badgeId'])
export class BadgePart {
	@PrimaryColumn('int', { name: 'badge_version_id', primaryKeyConstraintName: 'pk_badge_parts' })
	badgeVersionId: number;
	@ManyToOne(() => BadgeVersion, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_version_id', foreignKeyConstraintName: 'fk_badge_parts_version' })
	badgeVersion: Relation<BadgeVersion>;
	@PrimaryColumn('int', { name: 'badge_id', primaryKeyConstraintName: 'pk_badge_parts' }) badgeId: number;
	@ManyToOne(() => Badge, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_id', foreignKeyConstraintName: 'fk_badge_parts_badge' })
	badge: Relation<Badge>;
}

/** A course to complete, besides the badge's own. */
@Entity('badge_courses')
@Index('ix_badge_courses_course', ['courseId'])
export class BadgeCourse {
	@PrimaryColumn('int', { name: 'badge_version_id', primaryKeyConstraintName: 'pk_badge_courses' })
	badgeVersionId: number;
	@ManyToOne(() => BadgeVersion, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_version_id', foreignKeyConstraintName: 'fk_badge_courses_version' })
	badgeVersion: Relation<BadgeVersion>;
	@PrimaryColumn('int', { name: 'course_id', primaryKeyConstraintName: 'pk_badge_courses' }) courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_badge_courses_course' })
	course: Relation<Course>;
}

/** Somebody named to review applications. */
@Entity('badge_reviewers')
@Index('ix_badge_reviewers_user', ['userId'])
export class BadgeReviewer {
	@PrimaryColumn('int', { name: 'badge_id', primaryKeyConstraintName: 'pk_badge_reviewers' }) badgeId: number;
	@ManyToOne(() => Badge, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_id', foreignKeyConstraintName: 'fk_badge_reviewers_badge' })
	badge: Relation<Badge>;
	@PrimaryColumn('int', { name: 'user_id', primaryKeyConstraintName: 'pk_badge_reviewers' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_badge_reviewers_user' })
	user: Relation<User>;
}
