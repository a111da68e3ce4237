import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { BesideUpload } from '../courses/attachments/upload.form.js';
import { MARKDOWN_LIMIT } from '../platform/markdown/markdown.js';
import { AUDIENCES, type Audience, PROOFS, type Proof } from './task.entity.js';

export const TITLE_LIMIT = 100;
export const NOTE_LIMIT = 200;
/** Longest list of links in UTF-16 code units. */
export const LINKS_LIMIT = 200_000;

export class TaskForm extends BesideUpload {
	@IsString({ message: 'tasks.error-title' })
	@Length(1, TITLE_LIMIT, { message: 'tasks.error-title' })
	title: string;

	@IsString({ message: 'tasks.error-body' })
	@MaxLength(MARKDOWN_LIMIT, { message: 'tasks.error-body' })
	body = '';

	@IsIn(PROOFS, { message: 'tasks.error-proof-kind' })
	proof: Proof = 'none';

	@IsIn(AUDIENCES, { message: 'tasks.error-work-audience' })
	workAudience: Audience = 'course';

	@IsString({ message: 'tasks.error-note' })
	@MaxLength(NOTE_LIMIT, { message: 'tasks.error-note' })
	note = '';

	/** The revision this text was written on; none for a new task. */
	@IsOptional()
	@Matches(/^\d{0,10}$/, { message: 'forms.error-unknown-field' })
	base?: string;

	@IsOptional()
	@IsIn(['save', 'preview'], { message: 'forms.error-unknown-field' })
	intent?: 'save' | 'preview';
}

/** Ids of all tasks of the course in their new order, joined by commas. */
export class OrderForm {
	@Matches(/^[1-9]\d{0,8}(,[1-9]\d{0,8}){0,999}$/, { message: 'forms.error-unknown-field' })
	order: string;
}

export class LinksForm {
	@IsString({ message: 'tasks.error-links-none' })
	@Length(1, LINKS_LIMIT, { message: 'tasks.error-links-none' })
	links: string;
}

export class MoveForm {
	@Matches(/^[1-9]\d{0,8}$/, { message: 'forms.error-unknown-field' })
	task: string;

	@IsIn(['up', 'down'], { message: 'forms.error-unknown-field' })
	direction: 'up' | 'down';
}
