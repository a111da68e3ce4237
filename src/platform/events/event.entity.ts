import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('events')
export class EventRow {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_events',
	})
	id: number;

	@Column('text')
	name: string;

	/** No foreign key: platform knows no people. */
	@Column('integer', { name: 'actor_id', nullable: true })
	actorId: number | null;

	@Column('jsonb')
	payload: object;

	@Column('timestamptz', { name: 'created_at', default: () => 'now()' })
	createdAt: Date;
}
