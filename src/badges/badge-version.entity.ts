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
import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import type { BadgeColour } from '../credentials/badge-picture.js';
import type { BadgeShape } from '../credentials/badge-shapes.js';
import { Badge } from './badge.entity.js';

/** Whose reviews count besides those of the badge's organisers: its holders and the helpers, the members too, or named people only. */
export const REVIEWERS = ['holders', 'members', 'named'] as const;
export type Reviewers = (typeof REVIEWERS)[number];

/** What a badge says and looks like. Publishing freezes it: awards and their signatures point here. */
@Entity('badge_versions')
@Check('ck_badge_versions_quorum', 'quorum BETWEEN 1 AND 20')
@Check('ck_badge_versions_reviewers', `reviewers IN ('holders', 'members', 'named')`)
@Check('ck_badge_versions_patience', 'patience_days BETWEEN 1 AND 60')
@Check('ck_badge_versions_needed', 'needed > 0')
@Check('ck_badge_versions_giver_limit', 'giver_limit > 0')
@Check('ck_badge_versions_valid_months', 'valid_months > 0')
@Unique('uq_badge_versions_number', ['badgeId', 'number'])
@Index('uq_badge_versions_draft', ['badgeId'], { unique: true, where: 'published_at IS NULL' })
export class BadgeVersion {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_badge_versions',
	})
	id: number;
	@Column('int', { name: 'badge_id' }) badgeId: number;
	@ManyToOne(() => Badge, { onDelete: 'RESTRICT', nullable: false })
	@JoinColumn({ name: 'badge_id', foreignKeyConstraintName: 'fk_badge_versions_badge' })
	badge: Relation<Badge>;
	@Column('int') number: number;
	@Column('text') name: string;
	@Column('text') description: string;
	@Column('text', { name: 'criteria_md' }) criteriaMd: string;
	@Column('text', { name: 'criteria_html' }) criteriaHtml: string;
	@Column('text') language: string;
	@Column('text', { array: true, default: [] }) tags: string[];
	@Column('text') shape: BadgeShape;
	@Column('text') colour: BadgeColour;
	@Column('text') icon: string;
	/** '' for the one that goes with the colour. */
	@Column('text', { name: 'ribbon_colour', default: '' }) ribbonColour: BadgeColour | '';
	@Column('text', { name: 'ribbon_text', default: '' }) ribbonText: string;
	@Column('text', { name: 'image_alt' }) imageAlt: string;
	@Column('text', { name: 'image_svg' }) imageSvg: string;
	/** Of a picture that was uploaded; a drawn one is rasterised when it is asked for. */
	@Column('bytea', { name: 'image_png', nullable: true }) imagePng: Buffer | null;
	/** Complete reviews it takes. */
	@Column('int', { default: 3 }) quorum: number;
	@Column('text', { default: 'holders' }) reviewers: Reviewers;
	/** Days after which an application without enough reviews is taken to the next people. */
	@Column('int', { name: 'patience_days', default: 5 }) patienceDays: number;
	/** Of its parts, how many must be held; null for all of them. */
	@Column('int', { nullable: true }) needed: number | null;
	@Column('boolean', { name: 'is_repeatable', default: false }) isRepeatable: boolean;
	/** How many one person may give away; null for any number. */
	@Column('int', { name: 'giver_limit', nullable: true }) giverLimit: number | null;
	/** Of a badge that peers give: it may be applied for as well. */
	@Column('boolean', { name: 'takes_applications', default: false }) takesApplications: boolean;
	/** Months for which an award is valid; null for ever. */
	@Column('int', { name: 'valid_months', nullable: true }) validMonths: number | null;
	@Column('jsonb', { default: [] }) rubric: RubricCriterionFacts[];
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
}
