import type { Viewer } from '../platform/http/viewer.js';

/** Writes and creates: members whose e-mail address is confirmed. */
export function canContribute({ member }: Viewer): boolean {
	return member?.isConfirmed ?? false;
}

export function canAdminister({ member }: Viewer): boolean {
	return member?.isAdmin ?? false;
}

/** Confirms an address without the password of the account: whoever is signed in to it; others may not be who made it. */
export function canConfirmWithoutPassword(viewer: Viewer, userId: number): boolean {
	return viewer.id === userId;
}
