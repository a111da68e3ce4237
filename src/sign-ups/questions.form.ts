import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, MaxLength } from 'class-validator';
import { AUDIENCES, type Audience } from './question.entity.js';
import type { Question } from './questions.service.js';

export const QUESTIONS_LIMIT = 10;
export const QUESTION_LIMIT = 300;

/** One row of the form arrives as a text, several as a list. */
const list = ({ value }: { value: unknown }): unknown[] => (value === undefined ? [] : [value].flat());

export class QuestionsForm {
	@Transform(list)
	@ArrayMaxSize(QUESTIONS_LIMIT, { message: 'sign-ups.error-questions' })
	@MaxLength(QUESTION_LIMIT, { each: true, message: 'sign-ups.error-question-long' })
	question: string[] = [];

	@Transform(list)
	@ArrayMaxSize(QUESTIONS_LIMIT, { message: 'sign-ups.error-questions' })
	@IsIn(AUDIENCES, { each: true, message: 'sign-ups.error-audience' })
	audience: Audience[] = [];
}

/** The rows that were filled in; a row without an audience is for organisers alone. */
export function questionsOf({ question, audience }: QuestionsForm): Question[] {
	return question
		.map((text, row) => ({ text: text.replace(/\s+/gu, ' '), audience: audience[row] ?? 'organisers' }))
		.filter(({ text }) => text !== '');
}
