import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsUUID, Matches, MaxLength } from 'class-validator';

export const SHELF_LIMIT = 40;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Ids of all badges of the member in their new order, joined by commas. */
export class ShelfOrderForm {
	@Matches(new RegExp(`^${UUID}(,${UUID}){0,1999}$`), { message: 'forms.error-unknown-field' })
	order: string;
}

export class ShelfMoveForm {
	@IsUUID(undefined, { message: 'forms.error-unknown-field' })
	award: string;

	@IsIn(['up', 'down'], { message: 'forms.error-unknown-field' })
	direction: 'up' | 'down';
}

export class ShelfForm {
	@Matches(/^\P{Cc}*$/u, { message: 'badges.error-shelf' })
	@MaxLength(SHELF_LIMIT, { message: 'badges.error-shelf' })
	shelf = '';

	@Transform(({ value }) => value === true || value === 'true')
	@IsBoolean({ message: 'forms.error-unknown-field' })
	isHidden = false;
}
