import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { SignUpApplication } from './application.entity.js';

/** Something said between an applicant and the organisers. */
@Entity('sign_up_messages')
@Index('ix_sign_up_messages_application', ['applicationId', 'id'])
export class SignUpMessage {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_sign_up_messages',
	})
	id: number;
	@Column('int', { name: 'application_id' }) applicationId: number;
	@ManyToOne(() => SignUpApplication, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'application_id', foreignKeyConstraintName: 'fk_sign_up_messages_application' })
	application: Relation<SignUpApplication>;
	@Column('int', { name: 'author_id', nullable: true }) authorId: number | null;
	@ManyToOne(() => User, { onDelete: 'SET NULL', nullable: true })
	@JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'fk_sign_up_messages_author' })
	author: Relation<User> | null;
	@Column('text', { name: 'body_md' }) bodyMd: string;
	@Column('text', { name: 'body_html' }) bodyHtml: string;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
