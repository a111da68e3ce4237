import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('mails')
@Unique('uq_mails_key', ['key'])
@Unique('uq_mails_message_id', ['messageId'])
export class MailRow {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_mails',
	})
	id: number;

	/** One mail for each key, however often it is asked for. */
	@Column('text')
	key: string;

	@Column('text', { name: 'message_id' })
	messageId: string;

	@Column('text', { name: 'to_address' })
	toAddress: string;

	@Column('text', { name: 'to_name' })
	toName: string;

	@Column('text')
	locale: string;

	@Column('text')
	subject: string;

	@Column('text', { name: 'text_body' })
	textBody: string;

	@Column('text', { name: 'html_body' })
	htmlBody: string;

	@Column('jsonb', { default: {} })
	headers: Record<string, string>;

	@Column('timestamptz', { name: 'created_at', default: () => 'now()' })
	createdAt: Date;

	@Column('timestamptz', { name: 'sent_at', nullable: true })
	sentAt: Date | null;

	/** Why the latest attempt failed. */
	@Column('text', { nullable: true })
	error: string | null;

	@Column('integer', { default: 0 })
	attempts: number;
}
