import { IsOptional, IsString, Length, Matches } from 'class-validator';

export const COMMENT_LIMIT = 5_000;
export const REASON_LIMIT = 300;

const ID = /^[1-9]\d{0,8}$/;

export class CommentForm {
	@Length(1, COMMENT_LIMIT, { message: 'discussions.error-body' })
	@IsString({ message: 'discussions.error-body' })
	body: string;

	/** The task that a new thread is about; without one it is about the course. */
	@IsOptional()
	@Matches(ID, { message: 'discussions.error-gone' })
	taskId?: string;

	/** The thread that is answered. */
	@IsOptional()
	@Matches(ID, { message: 'discussions.error-gone' })
	threadId?: string;
}

export class CommentEditForm {
	@Length(1, COMMENT_LIMIT, { message: 'discussions.error-body' })
	@IsString({ message: 'discussions.error-body' })
	body: string;
}

export class HidingForm {
	@Length(1, REASON_LIMIT, { message: 'discussions.error-reason' })
	@IsString({ message: 'discussions.error-reason' })
	reason: string;
}
