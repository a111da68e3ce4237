import {
	Column,
	Entity,
	JoinColumn,
	ManyToOne,
	PrimaryGeneratedColumn,
	type Relation,
	Unique,
} from 'typeorm';
import { School } from './school.entity.js';

/** An ordered path of courses inside a school. */
@Entity('collections')
@Unique('uq_collections_slug', ['schoolId', 'slug'])
export class Collection {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_collections',
	})
	id: number;
	@Column('int', { name: 'school_id' }) schoolId: number;
	@ManyToOne(() => School, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'school_id', foreignKeyConstraintName: 'fk_collections_school' })
	school: Relation<School>;
	@Column('text') slug: string;
	@Column('text') title: string;
	@Column('text', { default: '' }) summary: string;
	@Column('int', { default: 0 }) position: number;
}
