import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SignUpApplication } from './application.entity.js';
import type { Audience } from './question.entity.js';

/** An answer with its question and audience as they were: what somebody wrote for few is never shown to more. */
@Entity('sign_up_answers')
@Check('ck_sign_up_answers_audience', `audience IN ('public', 'participants', 'organisers')`)
export class SignUpAnswer {
	@PrimaryColumn('int', { name: 'application_id', primaryKeyConstraintName: 'pk_sign_up_answers' })
	applicationId: number;
	@ManyToOne(() => SignUpApplication, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'application_id', foreignKeyConstraintName: 'fk_sign_up_answers_application' })
	application: Relation<SignUpApplication>;
	@PrimaryColumn('int', { primaryKeyConstraintName: 'pk_sign_up_answers' }) position: number;
	@Column('text') question: string;
	@Column('text') audience: Audience;
	@Column('text', { name: 'body_md' }) bodyMd: string;
	@Column('text', { name: 'body_html' }) bodyHtml: string;
}
