import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Length, Matches, Max, MaxLength, Min } from 'class-validator';

export const GIFT_COMMENT_LIMIT = 1_000;
export const LIST_CHARACTERS = 200_000;

export class GiftForm {
	@Transform(({ value }: { value: unknown }) =>
		typeof value === 'string' ? value.normalize('NFKC').replace(/^@/, '') : value,
	)
	@Matches(/^[\p{L}\p{M}\p{N}_-]{1,60}$/u, { message: 'grants.error-username' })
	username: string;

	@Length(10, GIFT_COMMENT_LIMIT, { message: 'grants.error-comment' })
	comment: string;
}

export class ListForm {
	@MaxLength(LIST_CHARACTERS, { message: 'grants.error-people' })
	people = '';

	/** Everybody in this run, instead of a list. */
	@Transform(({ value }: { value: unknown }) => (value ? Number(value) : undefined))
	@IsOptional()
	@IsInt({ message: 'forms.error-invalid' })
	@Min(1, { message: 'forms.error-invalid' })
	@Max(2_147_483_647, { message: 'forms.error-invalid' })
	run?: number;
}
