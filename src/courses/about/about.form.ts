import { IsIn, IsOptional, Length, Matches, MaxLength } from 'class-validator';
import { MARKDOWN_LIMIT } from '../../platform/markdown/markdown.js';
import { ONE_LINE } from '../course.form.js';
import { BesideUpload } from '../attachments/upload.form.js';

export const NOTE_LIMIT = 120;

export class AboutForm extends BesideUpload {
	@Length(1, MARKDOWN_LIMIT, { message: 'courses.error-about' })
	bodyMd: string;

	@Matches(ONE_LINE, { message: 'courses.error-note' })
	@MaxLength(NOTE_LIMIT, { message: 'courses.error-note' })
	note = '';

	@Matches(/^[1-9]\d{0,8}$/, { message: 'courses.error-base' })
	baseRevisionId: string;

	@IsOptional()
	@IsIn(['save', 'preview'], { message: 'forms.error-unknown-field' })
	intent?: 'save' | 'preview';
}
