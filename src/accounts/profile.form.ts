import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength, ValidateBy } from 'class-validator';
import { isTimeZone } from '../platform/i18n/dates.js';
import { LOCALES, type Locale } from '../platform/i18n/i18n.js';
import { DisplayName } from './account-fields.form.js';
import type { ProfileLinkRow } from './people.queries.js';

export const LINK_ROWS = 8;

/** One row of the form arrives as a text, several as a list. */
const list = ({ value }: { value: unknown }): unknown[] => (value === undefined ? [] : [value].flat());

const IsTimeZone = () =>
	ValidateBy(
		{
			name: 'isTimeZone',
			validator: {
				validate: (name: unknown) => typeof name === 'string' && name.length < 60 && isTimeZone(name),
			},
		},
		{ message: 'accounts.error-time-zone' },
	);

export class ProfileForm {
	@DisplayName() displayName = '';

	@IsString({ message: 'forms.error-invalid' })
	@MaxLength(5_000, { message: 'accounts.error-bio-long' })
	bio = '';

	@Transform(list)
	@IsArray({ message: 'accounts.error-links' })
	@ArrayMaxSize(LINK_ROWS, { message: 'accounts.error-links' })
	@MaxLength(60, { each: true, message: 'accounts.error-link-label' })
	linkLabel: string[] = [];

	@Transform(list)
	@IsArray({ message: 'accounts.error-links' })
	@ArrayMaxSize(LINK_ROWS, { message: 'accounts.error-links' })
	@MaxLength(500, { each: true, message: 'accounts.error-links' })
	linkUrl: string[] = [];

	@IsIn(LOCALES, { message: 'accounts.error-language' })
	locale: Locale;

	@IsTimeZone() timeZone: string;
}

function address(text: string): string | undefined {
	const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
	if (!URL.canParse(full)) return undefined;
	const { protocol, hostname, username, href } = new URL(full);
	const isOfWeb = protocol === 'https:' || protocol === 'http:';
	return isOfWeb && hostname.includes('.') && !username ? href : undefined;
}

/** The rows that were filled in; undefined where an address is missing or is not one of the web. */
export function linksOf({ linkLabel, linkUrl }: ProfileForm): ProfileLinkRow[] | undefined {
	const links: ProfileLinkRow[] = [];
	for (let row = 0; row < LINK_ROWS; row++) {
		const label = linkLabel[row] ?? '';
		const text = linkUrl[row] ?? '';
		if (!label && !text) continue;
		const url = address(text);
		if (!text || !url) return undefined;
		links.push({ label: label || new URL(url).hostname, url });
	}
	return links;
}
