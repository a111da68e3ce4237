import { Injectable } from '@nestjs/common';
import type { UploadedPicture } from '../badges/badge-drafts.service.js';
import { type PictureProblem, uploadedPicture } from './uploaded-picture.js';

/** Pictures of badges that come from elsewhere. */
@Injectable()
export class PictureUploads {
	/** Checked and drawn anew, see uploadedPicture. */
	take(bytes: Buffer): Promise<UploadedPicture | PictureProblem> {
		return uploadedPicture(bytes);
	}
}
