import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('throttles')
export class Throttle {
	@PrimaryColumn('text', { primaryKeyConstraintName: 'pk_throttles' }) key: string;
	@Column('timestamptz', { name: 'window_start' }) windowStart: Date;
	@Column('int') used: number;
}
