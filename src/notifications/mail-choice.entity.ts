import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import type { Category } from './kinds.js';

/** A category of mails that a person does not want; without a row they come. */
@Entity('mail_choices')
export class MailChoice {
	@PrimaryColumn('int', { name: 'user_id', primaryKeyConstraintName: 'pk_mail_choices' }) userId: number;
	@ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_mail_choices_user' })
	user: Relation<User>;
	@PrimaryColumn('text', { primaryKeyConstraintName: 'pk_mail_choices' }) category: Category;
	@Column('timestamptz', { name: 'off_since', default: () => 'now()' }) offSince: Date;
}
