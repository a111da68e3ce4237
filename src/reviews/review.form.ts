import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, Length, Max, Min } from 'class-validator';
import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import { VERDICTS, type Verdict } from './review.entity.js';

export const COMMENT_LIMIT = 5_000;

export class ReviewForm {
	/** Which revision was read. */
	@Type(() => Number)
	@IsInt({ message: 'forms.error-invalid' })
	@Min(1, { message: 'forms.error-invalid' })
	@Max(2_147_483_647, { message: 'forms.error-invalid' })
	revision: number;

	@IsIn(VERDICTS, { message: 'reviews.error-verdict' })
	verdict: Verdict;

	@Length(10, COMMENT_LIMIT, { message: 'reviews.error-comment' })
	comment: string;

	@Transform(({ value }: { value: unknown }) => value === 'true')
	@IsBoolean({ message: 'forms.error-invalid' })
	isQuotable = false;
}

/** The fields `level1`, `level2` …, one per criterion, and what is left for the ReviewForm. */
export function levelsFrom(
	values: Values,
	rubric: readonly RubricCriterionFacts[],
): { levels: number[]; errors: FieldErrors; rest: Values } {
	const rest: Record<string, string | readonly string[]> = { ...values };
	const errors: Record<string, string> = {};
	const levels = rubric.map((criterion, index) => {
		const field = `level${index + 1}`;
		const typed = rest[field];
		delete rest[field];
		const level = typeof typed === 'string' && /^\d$/.test(typed) ? Number(typed) : -1;
		if (criterion.levels[level] === undefined) errors[field] = 'reviews.error-level';
		return level;
	});
	return { levels, errors, rest };
}
