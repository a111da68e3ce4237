import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, Length, Matches, MaxLength } from 'class-validator';
import { BADGE_ICONS, type BadgeIcon, drawableText } from '../credentials/badge-icons.js';
import { BADGE_COLOURS, type BadgeColour, RIBBON_LETTERS } from '../credentials/badge-picture.js';
import { BADGE_SHAPES, type BadgeShape } from '../credentials/badge-shapes.js';

export const NAME_LIMIT = 80;
export const DESCRIPTION_LIMIT = 225;
export const CRITERIA_LIMIT = 5_000;
export const ALT_LIMIT = 200;
export const TAGS_LIMIT = 10;
export const TAG_LIMIT = 30;

export const PICTURES = ['drawn', 'uploaded'] as const;

const ONE_LINE = /^\P{Cc}*$/u;

/** Each once, as it was written first. */
function tagsIn(text: string): string[] {
	const tags = new Map<string, string>();
	for (const part of text.split(',')) {
		const tag = part.replace(/\s+/g, ' ').trim();
		const key = tag.toLowerCase();
		if (tag && !tags.has(key)) tags.set(key, tag);
	}
	return [...tags.values()];
}

export class BadgeForm {
	@Matches(ONE_LINE, { message: 'badges.error-name' })
	@Length(1, NAME_LIMIT, { message: 'badges.error-name' })
	name: string;

	@Matches(ONE_LINE, { message: 'badges.error-description' })
	@Length(1, DESCRIPTION_LIMIT, { message: 'badges.error-description' })
	description: string;

	@Length(1, CRITERIA_LIMIT, { message: 'badges.error-criteria' })
	criteria: string;

	/** Typed with commas between them. */
	@Transform(({ value }) => (typeof value === 'string' ? tagsIn(value) : value))
	@Matches(ONE_LINE, { each: true, message: 'badges.error-tags' })
	@Length(1, TAG_LIMIT, { each: true, message: 'badges.error-tags' })
	@ArrayMaxSize(TAGS_LIMIT, { message: 'badges.error-tags' })
	tags: string[] = [];

	@IsIn(BADGE_SHAPES, { message: 'badges.error-shape' })
	shape: BadgeShape;

	@IsIn(BADGE_COLOURS, { message: 'badges.error-colour' })
	colour: BadgeColour;

	@IsIn(BADGE_ICONS, { message: 'badges.error-icon' })
	icon: BadgeIcon;

	@IsIn(['', ...BADGE_COLOURS], { message: 'badges.error-colour' })
	ribbonColour: BadgeColour | '' = '';

	@Transform(({ value }) => (typeof value === 'string' ? (drawableText(value) ?? value) : value))
	@Matches(new RegExp(`^[A-Z0-9 ]{0,${RIBBON_LETTERS}}$`), { message: 'badges.error-ribbon-text' })
	ribbonText = '';

	/** 'uploaded' keeps the picture that was sent. */
	@IsIn(PICTURES, { message: 'forms.error-invalid' })
	picture: (typeof PICTURES)[number] = 'drawn';

	/** Empty: the picture is described by its shape, colour and icon. */
	@Matches(ONE_LINE, { message: 'badges.error-image-alt' })
	@MaxLength(ALT_LIMIT, { message: 'badges.error-image-alt' })
	imageAlt = '';

	/** Set by the Preview button: show the picture, store nothing. */
	@IsOptional()
	@IsIn(['picture'], { message: 'forms.error-invalid' })
	preview?: 'picture';
}
