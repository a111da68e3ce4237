import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { EventRow } from './event.entity.js';

/** Its key, written in the transaction of a listener's effect, is what makes a listener act once per event. */
@Entity('event_deliveries')
export class EventDelivery {
	@PrimaryColumn('integer', { name: 'event_id', primaryKeyConstraintName: 'pk_event_deliveries' })
	eventId: number;

	@PrimaryColumn('text', { primaryKeyConstraintName: 'pk_event_deliveries' })
	listener: string;

	@Column('timestamptz', { name: 'delivered_at', default: () => 'now()' })
	deliveredAt: Date;

	@ManyToOne(() => EventRow, { onDelete: 'CASCADE' })
	@JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_event_deliveries_event' })
	event: Relation<EventRow>;
}
