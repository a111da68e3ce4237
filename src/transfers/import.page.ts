import { LIMITS } from '../archives/course-archive.js';
import { roomText } from '../accounts/room.page.js';
import type { Room } from '../platform/files/files.js';
import type { FieldErrors } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';

const MB = 1024 * 1024;

export function importPage(viewer: Viewer, i18n: I18n, room: Room, errors: FieldErrors = {}) {
	return {
		title: i18n.t(viewer.locale, 'transfers.import-title'),
		limits: { mb: LIMITS.zip / MB, files: LIMITS.entries, tasks: LIMITS.tasks },
		room: roomText(room, viewer.locale, i18n),
		errors,
	};
}
