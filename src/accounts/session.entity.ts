import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.entity.js';

@Entity('sessions')
@Index('ix_sessions_user', ['userId'])
@Index('ix_sessions_expiry', ['expiresAt'])
export class Session {
	@PrimaryColumn('text', { name: 'token_hash', primaryKeyConstraintName: 'pk_sessions' }) tokenHash: string;
	@Column('int', { name: 'user_id' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_sessions_user' })
	user: Relation<User>;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'seen_at', default: () => 'now()' }) seenAt: Date;
	@Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
}
