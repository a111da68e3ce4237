import { IsIn, Length } from 'class-validator';
import { VISIBILITIES, type Visibility } from './award.entity.js';

export const REASON_LIMIT = 300;

export class VisibilityForm {
	@IsIn(VISIBILITIES, { message: 'badges.error-visibility' })
	visibility: Visibility;
}

export class RevocationForm {
	@Length(3, REASON_LIMIT, { message: 'badges.error-reason' })
	reason: string;
}
