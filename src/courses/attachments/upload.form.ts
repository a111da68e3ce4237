import { IsString, MaxLength } from 'class-validator';

/** The fields of the upload beside an editor; they come along when the text is saved. */
export class BesideUpload {
	/** The name of a file that was chosen and not uploaded: saving now would drop it in silence. */
	@MaxLength(0, { message: 'courses.error-file-waiting' })
	@IsString({ message: 'forms.error-unknown-field' })
	file = '';

	@MaxLength(1000, { message: 'forms.error-unknown-field' })
	@IsString({ message: 'forms.error-unknown-field' })
	alt = '';
}
