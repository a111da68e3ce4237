import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

export const WORDS_CHOICES = ['keep', 'remove'] as const;
export type WordsChoice = (typeof WORDS_CHOICES)[number];

export class ErasureForm {
	@IsIn(WORDS_CHOICES, { message: 'erasure.error-words' })
	words: WordsChoice;

	@IsString({ message: 'erasure.error-username' })
	@IsNotEmpty({ message: 'erasure.error-username' })
	@MaxLength(200, { message: 'erasure.error-username' })
	username: string;

	/** Not asked of accounts without one. */
	@IsOptional()
	@IsString({ message: 'accounts.error-password-missing' })
	@MaxLength(200, { message: 'accounts.error-current-password' })
	password?: string;
}
