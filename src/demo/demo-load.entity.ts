import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A step of the demo that was loaded; it is never loaded again, even when somebody deleted it since. */
@Entity('demo_loads')
export class DemoLoad {
	@PrimaryColumn('text', { primaryKeyConstraintName: 'pk_demo_loads' }) step: string;
	@Column('timestamptz', { name: 'loaded_at', default: () => 'now()' }) loadedAt: Date;
}
