import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { FetchFailed, Fetcher, type FetchProblem } from '../platform/fetcher/fetcher.js';
import { TooMany } from '../platform/http/errors.js';
import { carriedDocuments } from './carried-documents.js';
import { examine } from './examine.js';
import { type Finding, unreadable } from './finding.js';
import { valuesIn } from './library.js';
import { OnlineLibrary } from './online-library.js';
import { OwnDocuments } from './own-documents.service.js';
import { readFile, readText, type Submission } from './submission.js';

/** In values; a badge with the words of ten reviewers has 500. */
const LARGE = 600;
const LARGE_A_MINUTE = 20;
const MINUTE = 60_000;
const PICTURE_BYTES = 5_000_000;
const ACCEPT =
	'application/vc, application/vc+jwt, application/ld+json;q=0.9, application/json;q=0.8, image/png;q=0.7, image/svg+xml;q=0.7, */*;q=0.1';

/** Checks badges of anybody's, as a stranger with the network. */
@Injectable()
export class BadgeVerification {
	/** When large badges were checked of late. */
	private large: number[] = [];

	constructor(
		private readonly clock: Clock,
		private readonly fetcher: Fetcher,
		private readonly own: OwnDocuments,
	) {}

	/** `badge`: a file, or an address, JSON or JWT. Always comes to a finding, whatever was handed in. */
	async verify(badge: Buffer | string, email: string | undefined): Promise<Finding> {
		const submission = typeof badge === 'string' ? readText(badge) : await readFile(badge);
		const opened = submission.kind === 'url' ? await this.open(submission.url) : submission;
		if (typeof opened === 'string') return unreadable(`fetch-${opened}`, addressOf(submission));
		// A picture may hold no more than the address of its assertion.
		const inner = opened.kind === 'url' ? await this.open(opened.url) : opened;
		if (typeof inner === 'string') return unreadable(`fetch-${inner}`, addressOf(opened));
		if (inner.kind === 'credential' && valuesIn(inner.credential) > LARGE) this.takeLarge();
		const library = new OnlineLibrary(this.own, this.fetcher, carriedDocuments(inner));
		return examine(inner, { library, now: this.clock.now(), email });
	}

	/** Canonicalising a large badge takes up to a second, in which this process serves no page. */
	private takeLarge(): void {
		const now = this.clock.now().getTime();
		this.large = this.large.filter((time) => time > now - MINUTE);
		const [oldest] = this.large;
		if (oldest !== undefined && this.large.length >= LARGE_A_MINUTE)
			throw new TooMany(Math.ceil((oldest + MINUTE - now) / 1_000));
		this.large.push(now);
	}

	private async open(url: string): Promise<Submission | FetchProblem | 'missing'> {
		try {
			const fetched = this.own.isOurs(url)
				? await this.own.get(url, ACCEPT)
				: await this.fetcher.get(url, { accept: ACCEPT, limit: PICTURE_BYTES });
			// A hosted assertion that was revoked is Gone, and says so.
			if (!fetched || ![200, 410].includes(fetched.status)) return 'missing';
			return readFile(fetched.body);
		} catch (error) {
			if (error instanceof FetchFailed) return error.problem;
			throw error;
		}
	}
}

function addressOf(submission: Submission): string | undefined {
	return submission.kind === 'url' ? submission.url : undefined;
}
