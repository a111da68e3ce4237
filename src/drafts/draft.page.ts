import type { Values } from '../platform/forms/form.js';
import type { DraftRow } from './drafts.service.js';

/** Address of the draft of a place. */
export function draftUrl(place: string): string {
	return `/drafts/${place}`;
}

/** The form's values with what the draft has of them, and the note that says so. */
export function withDraft(values: Values, draft: DraftRow | undefined): { values: Values; draftFrom?: Date } {
	if (!draft) return { values };
	const mine = Object.keys(values).map((name) => [name, draft.fields[name] ?? values[name] ?? ''] as const);
	return { values: Object.fromEntries(mine), draftFrom: draft.savedAt };
}
