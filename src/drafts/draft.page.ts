import type { Values } from '../platform/forms/form.js';
import type { DraftRow } from './drafts.service.js';

/** What an editor needs of the draft of its place: where it is kept, and since when, if the form shows it. */
export function draftPart(place: string, editHref: string, savedAt: Date | undefined) {
	const href = `/drafts/${place}`;
	const keepAction = `${href}?_method=PUT&next=${encodeURIComponent(editHref)}`;
	return { href, editHref, keepAction, savedAt: savedAt ?? null };
}

/** The form's values with what the draft has of them, and the note that says so. */
export function withDraft(values: Values, draft: DraftRow | undefined): { values: Values; draftFrom?: Date } {
	if (!draft) return { values };
	const mine = Object.keys(values).map((name) => [name, draft.fields[name] ?? values[name] ?? ''] as const);
	return { values: Object.fromEntries(mine), draftFrom: draft.savedAt };
}
