import { IsIn, Length, Matches } from 'class-validator';
import { RULES, type Rule } from '../badges/badge.entity.js';
import { ALT_LIMIT, BadgeForm } from '../badges/badge.form.js';

/** A new badge; how it is earned stays as it is chosen here. */
export class NewBadgeForm extends BadgeForm {
	@IsIn(RULES, { message: 'badges.error-rule' })
	rule: Rule;
}

export class UploadForm {
	@Matches(/^\P{Cc}*$/u, { message: 'badges.error-upload-alt' })
	@Length(3, ALT_LIMIT, { message: 'badges.error-upload-alt' })
	imageAlt: string;
}
