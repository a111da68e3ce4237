import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { Badge } from '../badges/badge.entity.js';

/** A badge that one peer gave to another. */
@Entity('gifts')
@Index('ix_gifts_giver', ['badgeId', 'giverId'])
@Index('ix_gifts_user', ['userId'])
export class Gift {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_gifts',
	})
	id: number;
	@Column('int', { name: 'badge_id' }) badgeId: number;
	@ManyToOne(() => Badge, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'badge_id', foreignKeyConstraintName: 'fk_gifts_badge' })
	badge: Relation<Badge>;
	@Column('int', { name: 'giver_id', nullable: true }) giverId: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'giver_id', foreignKeyConstraintName: 'fk_gifts_giver' })
	giver: Relation<User> | null;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_gifts_user' })
	user: Relation<User>;
	@Column('text') comment: string;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
