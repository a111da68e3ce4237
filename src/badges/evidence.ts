import { createHash } from 'node:crypto';
import type { EvidenceFacts } from '../credentials/award-facts.js';
import { credentialUrls } from '../credentials/credential-urls.js';

/** A task, an application or another badge as it was when the badge was earned. Later changes do not reach it. */
export interface Evidence {
	/** Null for what is no task. */
	taskId: number | null;
	title: string;
	completedAt: string;
	/** What was handed in, if the task asked for it. Work that its maker shows to the organisers only is left out. */
	url: string | null;
	text: string | null;
	/** The name of a file; absent in awards from before files could be handed in. */
	file?: string | null;
	/** sha256 of what was handed in, in hexadecimal, of work that is left out as well. */
	contentHash: string | null;
}

export function contentHash(work: { url: string | null; text: string | null }): string | null {
	const handedIn = work.url ?? work.text;
	return handedIn === null ? null : createHash('sha256').update(handedIn).digest('hex');
}

/** Where the award's page shows it; `index`: its place in the evidence. */
export function evidenceAnchor({ taskId }: Evidence, index: number): string {
	return taskId === null ? `work-${index + 1}` : `task-${taskId}`;
}

/**
 * The evidence that the credential carries: the links and texts that the earner handed in; files by their names and
 * digest, since they stay within the course; nothing of work that only the organisers see. Nobody but the earner
 * sees the credential before they decide to show it. What has no address of its own is found on the award's page; so is
 * an address of this site: evidence under the name of our badge would, in JSON-LD, say more of that badge.
 */
export function evidenceFacts(
	origin: string,
	awardId: string,
	evidence: readonly Evidence[],
): EvidenceFacts[] {
	const page = credentialUrls(origin).awardPage(awardId);
	return evidence.flatMap((each, index) => {
		const { title, url, text, file, contentHash: digest } = each;
		const uri = url === null ? undefined : asUri(url);
		const address = uri?.startsWith(`${origin}/`) ? undefined : uri;
		const narrative = address ? text : [url, text].filter(Boolean).join('\n\n');
		if (!address && !narrative && !file) return [];
		return [
			{
				url: address ?? `${page}#${evidenceAnchor(each, index)}`,
				name: title,
				...(file && { description: `${file} (SHA-256 ${digest})` }),
				...(narrative && { narrative }),
			},
		];
	});
}

/** Browsers take more than RFC 3986 allows, which JSON-LD and its schema hold us to: the rest is percent-encoded. */
function asUri(text: string): string | undefined {
	if (!URL.canParse(text)) return undefined;
	const { protocol, host, pathname, search, hash } = new URL(text);
	if (protocol !== 'http:' && protocol !== 'https:') return undefined;
	// In hosts browsers take braces and quotes as well, which are written in no other way.
	if (/[^\w.~!$&'()*+,;=:[\]-]/.test(host)) return undefined;
	const encode = (part: string) =>
		part.replace(/%(?![0-9a-f]{2})|[^\w\-.~!$&'()*+,;=:@/?%]/gi, (mark) => encodeURIComponent(mark));
	const after = (mark: string, part: string) => (part.length > 1 ? mark + encode(part.slice(1)) : '');
	return `${protocol}//${host}${encode(pathname)}${after('?', search)}${after('#', hash)}`;
}
