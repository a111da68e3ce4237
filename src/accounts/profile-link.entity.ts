import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.entity.js';

@Entity('profile_links')
export class ProfileLink {
	@PrimaryColumn('int', { name: 'user_id', primaryKeyConstraintName: 'pk_profile_links' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_profile_links_user' })
	user: Relation<User>;
	@PrimaryColumn('int', { primaryKeyConstraintName: 'pk_profile_links' }) position: number;
	@Column('text') label: string;
	@Column('text') url: string;
}
