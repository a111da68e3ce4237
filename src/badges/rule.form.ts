import { Transform, Type } from 'class-transformer';
import {
	ArrayMaxSize,
	IsBoolean,
	IsIn,
	IsInt,
	IsOptional,
	Matches,
	Max,
	MaxLength,
	Min,
} from 'class-validator';
import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import { REVIEWERS, type Reviewers } from './badge-version.entity.js';

export const CRITERIA_ROWS = 8;
export const COURSES_LIMIT = 20;
const LEVEL_LETTERS = 60;
const MEANING_LETTERS = 300;
const list = ({ value }: { value: unknown }) => (value === undefined || value === '' ? [] : [value].flat());
const ticked = ({ value }: { value: unknown }) => value === 'true';
const maybe = ({ value }: { value: unknown }) => (value === '' || value === undefined ? null : Number(value));

/**
 * How a badge is earned. Of a rubric each row is a question, its levels, one a line with what it means after a colon,
 * and the number of the one required.
 */
export class RuleForm {
	@Type(() => Number)
	@IsInt({ message: 'badges.error-quorum' })
	@Min(1, { message: 'badges.error-quorum' })
	@Max(20, { message: 'badges.error-quorum' })
	quorum = 3;

	@IsIn(REVIEWERS, { message: 'forms.error-invalid' })
	reviewers: Reviewers = 'holders';

	@MaxLength(2_000, { message: 'badges.error-named' })
	named = '';

	@Type(() => Number)
	@IsInt({ message: 'badges.error-patience' })
	@Min(1, { message: 'badges.error-patience' })
	@Max(60, { message: 'badges.error-patience' })
	patienceDays = 5;

	@Transform(maybe)
	@IsOptional()
	@IsInt({ message: 'badges.error-number' })
	@Min(1, { message: 'badges.error-number' })
	@Max(100, { message: 'badges.error-number' })
	needed: number | null = null;

	@Transform(maybe)
	@IsOptional()
	@IsInt({ message: 'badges.error-number' })
	@Min(1, { message: 'badges.error-number' })
	@Max(1_000, { message: 'badges.error-number' })
	giverLimit: number | null = null;

	@Transform(maybe)
	@IsOptional()
	@IsInt({ message: 'badges.error-number' })
	@Min(1, { message: 'badges.error-number' })
	@Max(120, { message: 'badges.error-number' })
	validMonths: number | null = null;

	@Transform(ticked)
	@IsBoolean({ message: 'forms.error-invalid' })
	isRepeatable = false;

	@Transform(ticked)
	@IsBoolean({ message: 'forms.error-invalid' })
	takesApplications = false;

	@Transform(list)
	@Matches(/^[0-9a-f-]{36}$/, { each: true, message: 'forms.error-invalid' })
	prerequisites: string[] = [];

	@Transform(list)
	@Matches(/^[0-9a-f-]{36}$/, { each: true, message: 'forms.error-invalid' })
	parts: string[] = [];

	/** Addresses of courses. */
	@Transform(list)
	@ArrayMaxSize(COURSES_LIMIT, { message: 'badges.error-courses-many' })
	@Matches(/^[a-z0-9-]{1,100}$/, { each: true, message: 'forms.error-invalid' })
	courses: string[] = [];

	/** Words to find courses by, and whether that was asked for. */
	@MaxLength(100, { message: 'forms.error-invalid' })
	find = '';

	@IsOptional()
	@IsIn(['courses'], { message: 'forms.error-invalid' })
	look?: 'courses';

	@Transform(list)
	@MaxLength(200, { each: true, message: 'badges.error-rubric' })
	question: string[] = [];

	@Transform(list)
	@MaxLength(2_000, { each: true, message: 'badges.error-rubric' })
	levels: string[] = [];

	@Transform(list)
	@Matches(/^[1-5]?$/, { each: true, message: 'badges.error-rubric' })
	required: string[] = [];
}

/** The rubric that the rows of the form say; undefined when one of them cannot be. Rows without a question are left out. */
export function rubricOf({ question, levels, required }: RuleForm): RubricCriterionFacts[] | undefined {
	const rows = question.map((text, index) => criterionOf(text, levels[index], required[index]));
	const rubric = rows.filter(({ name }) => name !== '').slice(0, CRITERIA_ROWS);
	return rubric.every((row) => hasSoundLevels(row) && hasReachableLevel(row)) ? rubric : undefined;
}

export function criterionOf(question: string, levels = '', required = ''): RubricCriterionFacts {
	return {
		name: question.replace(/\s+/g, ' ').trim(),
		...levelsOf(levels),
		required: Number(required || 0) - 1,
	};
}

export function hasSoundLevels({ levels, meanings = [] }: RubricCriterionFacts): boolean {
	return (
		levels.length >= 2 &&
		levels.length <= 5 &&
		new Set(levels).size === levels.length &&
		levels.every((level) => level.length > 0 && level.length <= LEVEL_LETTERS) &&
		meanings.every((meaning) => meaning.length <= MEANING_LETTERS)
	);
}

/** Whether the level that is enough is one of them. */
export function hasReachableLevel({ levels, required }: RubricCriterionFacts): boolean {
	return levels[required] !== undefined;
}

function levelsOf(text: string): Pick<RubricCriterionFacts, 'levels' | 'meanings'> {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const levels = lines.map((line) => line.split(':')[0]?.trim() ?? '');
	const meanings = lines.map((line) => line.split(':').slice(1).join(':').trim());
	return meanings.some(Boolean) ? { levels, meanings } : { levels };
}

/** The levels of a criterion as they are typed. */
export function levelsAsText({ levels, meanings = [] }: RubricCriterionFacts): string {
	return levels.map((level, index) => (meanings[index] ? `${level}: ${meanings[index]}` : level)).join('\n');
}
