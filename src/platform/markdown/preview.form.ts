import { IsString, MaxLength } from 'class-validator';
import { MARKDOWN_LIMIT } from './markdown.js';

export class PreviewForm {
	@IsString({ message: 'markdown.error-too-long' })
	@MaxLength(MARKDOWN_LIMIT, { message: 'markdown.error-too-long' })
	source: string;
}
