import { carriedDocuments, publishedAt } from '../carried-documents.js';
import { examine } from '../examine.js';
import { type Check, type Finding, unreadable, verdictOf } from '../finding.js';
import { type Found, type JsonObject, type Library, parseObject } from '../library.js';
import { decodeText } from '../encodings.js';
import { readFile, type Submission } from '../submission.js';

export interface OfflineFinding {
	finding: Finding;
	/** The key that signed: a Multikey or a thumbprint. */
	key?: string;
	/** Whether it is the key that was expected; undefined when none was. */
	isExpectedKey?: boolean;
}

export interface OfflineQuestion {
	now: Date;
	email?: string;
	/** One or more, with spaces between them; with or without the issuer before it. */
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

	/** What somebody chose to put beside the badge counts before what its maker put into it. */
	addCarried(badge: Submission): void {
		for (const [url, found] of carriedDocuments(badge))
			if (!this.documents.has(url)) this.documents.set(url, found);
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
	}
	library.addCarried(badge);
	if (badge.kind === 'assertion')
		return { finding: unreadable('needs-network', String(badge.assertion['id'])) };
	const finding = await examine(badge, { library, now, email });
	const { key } = finding;
	if (!key) return { finding };
	const expected = (expectedKey ?? '').split(/\s+/).flatMap((each) => each.split(/[#/]/).at(-1) || []);
	if (expected.length === 0) return { finding: withNamedIssuer(finding), key };
	const isExpectedKey = expected.includes(key);
	if (!isExpectedKey) return { finding: { ...finding, verdict: 'altered' }, key, isExpectedKey };
	const isListToo = (finding.statusKeys ?? []).every((each) => expected.includes(each));
	return { finding: isListToo ? finding : withStrangeList(finding), key, isExpectedKey };
}

/** That the documents in hand fit together says nothing of whose they are. */
function withNamedIssuer(finding: Finding): Finding {
	const checks = finding.checks.map((check): Check => {
		const isKnown = check.name === 'issuer' && check.outcome === 'passed';
		return isKnown ? { ...check, outcome: 'unchecked', why: 'named' } : check;
	});
	return { ...finding, checks };
}

/** Whoever brings a badge brings the issuer's document too: a key that only that document names may be anybody's. */
function withStrangeList(finding: Finding): Finding {
	const checks = finding.checks.map((check): Check => {
		const isGood = check.name === 'status' && check.outcome === 'passed';
		return isGood ? { name: 'status', outcome: 'unchecked', why: 'other-key' } : check;
	});
	return { ...finding, checks, verdict: verdictOf(checks) };
}
