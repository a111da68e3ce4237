import { carriedDocuments, publishedAt } from '../carried-documents.js';
import { examine } from '../examine.js';
import { type Finding, unreadable } from '../finding.js';
import { type Found, type JsonObject, type Library, parseObject } from '../library.js';
import { decodeText } from '../encodings.js';
import { readFile, type Submission } from '../submission.js';

export interface OfflineFinding {
	finding: Finding;
	/** The key as its issuer names it, without the issuer: a Multikey or a thumbprint. */
	key?: string;
	/** Whether it is the key that was expected; undefined when none was. */
	isExpectedKey?: boolean;
}

export interface OfflineQuestion {
	now: Date;
	email?: string;
	expectedKey?: string;
}

/** The documents that came with a badge; there is nowhere else to ask. */
class FileLibrary implements Library {
	private readonly documents = new Map<string, Found>();

	/** False when it is neither an issuer's document nor a status list. */
	add(document: JsonObject): boolean {
		const url = publishedAt(document);
		if (url) this.documents.set(url, { status: 200, text: JSON.stringify(document) });
		return url !== undefined;
	}

	addCarried(badge: Submission): void {
		for (const [url, found] of carriedDocuments(badge)) this.documents.set(url, found);
	}

	async look(url: string): Promise<Found | undefined> {
		return this.documents.get(url);
	}
}

/** Checks the one badge among the files with the issuer's documents among them, or in the badge's own evidence. */
export async function checkFiles(
	files: readonly Uint8Array[],
	{ now, email, expectedKey }: OfflineQuestion,
): Promise<OfflineFinding> {
	const library = new FileLibrary();
	let badge: Submission = { kind: 'problem', problem: 'empty' };
	for (const bytes of files) {
		const document = parseObject(decodeText(bytes) ?? '');
		if (document && library.add(document)) continue;
		badge = await readFile(bytes);
		library.addCarried(badge);
	}
	if (badge.kind === 'assertion')
		return { finding: unreadable('needs-network', String(badge.assertion['id'])) };
	const finding = await examine(badge, { library, now, email });
	const key = finding.keyId?.split(/[#/]/).at(-1);
	if (!key) return { finding };
	const wish = expectedKey?.trim().split(/[#/]/).at(-1);
	if (!wish) return { finding, key };
	const isExpectedKey = wish === key;
	return { finding: isExpectedKey ? finding : { ...finding, verdict: 'altered' }, key, isExpectedKey };
}
