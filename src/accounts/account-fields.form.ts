import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import {
	IsEmail,
	IsOptional,
	IsString,
	Matches,
	MaxLength,
	MinLength,
	ValidateBy,
	type ValidationOptions,
} from 'class-validator';

/** Names that would be taken for the site's own voice. */
const RESERVED = new Set(
	`abuse admin administrator admins anonymous bot deleted everyone help hostmaster info kunlerni me mod moderator
	new nobody null owner postmaster root security site staff support system team undefined webmaster`.split(
		/\s+/,
	),
);

const USERNAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{1,29}$/u;
/** Stricter than the standard: nothing in it could be read as a second address or as the end of a header. */
const ADDRESS = /^[^\s\p{Cc}"(),:;<>@[\]\\]+@[^\s\p{Cc}"(),:;<>@[\]\\]+$/u;
/** Something visible, and nothing that breaks the line or turns the direction of the text after it. */
const NAME =
	/^$|^(?=.*[\p{L}\p{N}\p{Extended_Pictographic}])[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u;

const IsNotReserved = (options: ValidationOptions) =>
	ValidateBy(
		{
			name: 'isNotReserved',
			validator: {
				validate: (name: unknown) => typeof name !== 'string' || !RESERVED.has(name.toLowerCase()),
			},
		},
		options,
	);

/** Letters of any script, digits, - and _; equal-looking forms of one letter are made the same (NFKC). */
export const AnyUsername = () =>
	applyDecorators(
		Transform(({ value }: { value: unknown }) =>
			typeof value === 'string' ? value.normalize('NFKC') : value,
		),
		Matches(USERNAME, { message: 'accounts.error-username' }),
	);

export const Username = () =>
	applyDecorators(AnyUsername(), IsNotReserved({ message: 'accounts.error-username-reserved' }));

export const EmailAddress = () =>
	applyDecorators(
		MaxLength(254, { message: 'accounts.error-email' }),
		IsEmail({}, { message: 'accounts.error-email' }),
		Matches(ADDRESS, { message: 'accounts.error-email' }),
	);

export const NewPassword = () =>
	applyDecorators(
		IsString({ message: 'accounts.error-password-short' }),
		MinLength(8, { message: 'accounts.error-password-short' }),
		MaxLength(200, { message: 'accounts.error-password-long' }),
	);

export const DisplayName = () =>
	applyDecorators(
		IsString({ message: 'accounts.error-display-name' }),
		MaxLength(60, { message: 'accounts.error-display-name-long' }),
		Matches(NAME, { message: 'accounts.error-display-name' }),
	);

/** Where to go on to; what is not a path of ours is ignored later, by localPath. */
export const Next = () =>
	applyDecorators(
		IsOptional(),
		IsString({ message: 'forms.error-invalid' }),
		MaxLength(2_000, { message: 'forms.error-invalid' }),
	);
