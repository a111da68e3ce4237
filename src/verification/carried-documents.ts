import { documentUrl } from './issuer-document.js';
import { type Found, isObject, type JsonObject, listOf, textOf } from './library.js';
import type { Submission } from './submission.js';

/** Where an issuer's document or a status list is published, as it says itself; undefined for anything else. */
export function publishedAt(document: JsonObject): string | undefined {
	const id = textOf(document['id']);
	if (id === undefined) return undefined;
	if ('verificationMethod' in document) return documentUrl(id);
	const { credentialSubject: subject } = document;
	return isObject(subject) && 'encodedList' in subject ? id : undefined;
}

/** The evidence that somebody put beside a badge, by the addresses where it would be published. */
export function carriedDocuments(badge: Submission): Map<string, Found> {
	const evidence = 'evidence' in badge ? badge.evidence : undefined;
	const found = new Map<string, Found>();
	for (const document of listOf(evidence?.['documents']).filter(isObject)) {
		const url = publishedAt(document);
		if (url) found.set(url, { status: 200, text: JSON.stringify(document) });
	}
	return found;
}
