import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { FieldErrors } from '../platform/forms/form.js';
import { DECISIONS, type Decision } from './application.entity.js';
import { QUESTIONS_LIMIT } from './questions.form.js';

export const ANSWER_LIMIT = 2_000;
export const NOTE_LIMIT = 1_000;
export const MESSAGE_LIMIT = 5_000;

export class ApplicationForm {
	@Matches(/^[1-9]\d{0,8}$/, { message: 'sign-ups.error-run' })
	runId: string;

	/** Which questions were answered, since organisers may change them meanwhile. */
	@IsString({ message: 'sign-ups.error-asked' })
	asked: string;

	@Transform(({ value }: { value: unknown }) => (value === undefined ? [] : [value].flat()))
	@ArrayMaxSize(QUESTIONS_LIMIT, { message: 'sign-ups.error-asked' })
	@IsString({ each: true, message: 'sign-ups.error-answer' })
	answer: string[] = [];

	@IsIn(['', 'true'], { message: 'forms.error-invalid' })
	shareEmail = '';
}

/** An error for each question that is not answered, or at too great length, under `answer1`, `answer2`… */
export function answerErrors(answers: readonly string[], questions: number): FieldErrors {
	const numbers = Array.from({ length: questions }, (_each, index) => index + 1);
	return Object.fromEntries(
		numbers
			.filter((number) => {
				const { length } = answers[number - 1] ?? '';
				return length === 0 || length > ANSWER_LIMIT;
			})
			.map((number) => [`answer${number}`, 'sign-ups.error-answer']),
	);
}

export class DecisionForm {
	@IsIn(DECISIONS, { message: 'sign-ups.error-decision' })
	decision: Decision;

	@MaxLength(NOTE_LIMIT, { message: 'sign-ups.error-note' })
	note = '';
}

export class MessageForm {
	@Length(1, MESSAGE_LIMIT, { message: 'sign-ups.error-message' })
	@IsString({ message: 'sign-ups.error-message' })
	body: string;
}
