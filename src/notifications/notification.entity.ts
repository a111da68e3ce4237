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
import { User } from '../accounts/user.entity.js';
import { EventRow } from '../platform/events/event.entity.js';
import type { Kind } from './kinds.js';

/** One event told to one person. */
@Entity('notifications')
@Unique('uq_notifications_event', ['eventId', 'userId', 'kind'])
@Index('ix_notifications_user', ['userId', 'id'])
@Index('ix_notifications_unread', ['userId'], { where: 'read_at IS NULL' })
export class Notification {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_notifications',
	})
	id: number;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_notifications_user' })
	user: Relation<User>;
	@Column('int', { name: 'event_id' }) eventId: number;
	@ManyToOne(() => EventRow, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_notifications_event' })
	event: Relation<EventRow>;
	@Column('text') kind: Kind;
	/** Where it leads, on this site. */
	@Column('text') path: string;
	/** What its sentence names: titles as they were at the time. */
	@Column('jsonb', { default: {} }) args: Record<string, string>;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'read_at', nullable: true }) readAt: Date | null;
}
