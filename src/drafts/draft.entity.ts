import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../accounts/user.entity.js';

/** What somebody was writing and has not saved. One for each place, such as `task-12`. */
@Entity('drafts')
@Index('ix_drafts_saved', ['savedAt'])
export class Draft {
	@PrimaryColumn('int', { name: 'user_id', primaryKeyConstraintName: 'pk_drafts' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_drafts_user' })
	user: Relation<User>;
	@PrimaryColumn('text', { primaryKeyConstraintName: 'pk_drafts' }) place: string;
	@Column('jsonb') fields: Record<string, string>;
	@Column('timestamptz', { name: 'saved_at', default: () => 'now()' }) savedAt: Date;
}
