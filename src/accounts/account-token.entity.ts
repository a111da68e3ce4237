import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.entity.js';

@Entity('account_tokens')
@Check('ck_account_tokens_purpose', `purpose IN ('confirm', 'reset', 'admin')`)
@Index('ix_account_tokens_user', ['userId'])
export class AccountToken {
	@PrimaryColumn('text', { name: 'token_hash', primaryKeyConstraintName: 'pk_account_tokens' })
	tokenHash: string;
	@Column('text') purpose: 'confirm' | 'reset' | 'admin';
	@Column('int', { name: 'user_id', nullable: true }) userId: number | null;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: true })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_account_tokens_user' })
	user: Relation<User> | null;
	@Column('text', { nullable: true }) email: string | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
	@Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
	@Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: Date | null;
}
