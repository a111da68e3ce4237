import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('schools')
@Unique('uq_schools_slug', ['slug'])
export class School {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_schools',
	})
	id: number;
	@Column('text') slug: string;
	@Column('text') name: string;
	@Column('text', { default: '' }) summary: string;
	@Column('text', { name: 'about_md', default: '' }) aboutMd: string;
	@Column('text', { name: 'about_html', default: '' }) aboutHtml: string;
	@Column('text', { default: 'teal' }) accent: string;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
