import { IsEmail, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

/** A credential with many reviews in it has tens of thousands of characters. */
export const BADGE_LIMIT = 200_000;

export class VerificationForm {
	@IsOptional()
	@IsString({ message: 'verification.error-badge' })
	@MaxLength(BADGE_LIMIT, { message: 'verification.error-badge-length' })
	badge?: string;

	@ValidateIf(({ email }: VerificationForm) => email !== undefined && email !== '')
	@IsEmail({ require_tld: false }, { message: 'verification.error-email' })
	email?: string;
}
