import {
	Column,
	Entity,
	Index,
	JoinColumn,
	ManyToOne,
	PrimaryGeneratedColumn,
	type Relation,
	Unique,
} from 'typeorm';
import type { BadgeColour } from '../credentials/badge-picture.js';
import type { BadgeShape } from '../credentials/badge-shapes.js';
import { Badge } from './badge.entity.js';

/** What a badge says and looks like. Publishing freezes it: awards and their signatures point here. */
@Entity('badge_versions')
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
	@Column('text') shape: BadgeShape;
	@Column('text') colour: BadgeColour;
	@Column('text') icon: string;
	@Column('text', { name: 'image_alt' }) imageAlt: string;
	@Column('text', { name: 'image_svg' }) imageSvg: string;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
}
