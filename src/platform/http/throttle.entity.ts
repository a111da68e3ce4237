import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('throttles')
export class Throttle {
	@PrimaryColumn('text', { primaryKeyConstraintName: 'pk_throttles' }) key: string;
	@PrimaryColumn('timestamptz', { name: 'window_start', primaryKeyConstraintName: 'pk_throttles' })
	windowStart: Date;
	@Column('int') used: number;
}
