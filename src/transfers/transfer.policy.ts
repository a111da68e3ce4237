import type { CourseRow } from '../courses/courses.queries.js';
import { isLicence } from '../courses/licence.policy.js';
import type { Viewer } from '../platform/http/viewer.js';

type Facts = Pick<CourseRow, 'publishedAt' | 'licence' | 'isOrganiser'>;

/** May make a course of their own of it, here or as a zip: whoever may read it, as each of our licences allows. */
export function canCopy(viewer: Viewer, { publishedAt, licence, isOrganiser }: Facts): boolean {
	if (!viewer.member?.isConfirmed) return false;
	return isOrganiser || (publishedAt !== null && isLicence(licence));
}

export function canImport(viewer: Viewer): boolean {
	return viewer.member?.isConfirmed ?? false;
}
