import type { Viewer } from '../platform/http/viewer.js';

/** Writes and creates: members whose e-mail address is confirmed. */
export function canContribute({ member }: Viewer): boolean {
	return member?.isConfirmed ?? false;
}

export function canAdminister({ member }: Viewer): boolean {
	return member?.isAdmin ?? false;
}
