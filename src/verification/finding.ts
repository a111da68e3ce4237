/** What a check came to; `unchecked` when something that it needs could not be had. */
export type Outcome = 'passed' | 'failed' | 'unchecked';

export type CheckName =
	| 'content'
	| 'issuer'
	| 'signature'
	| 'hosted'
	| 'dates'
	| 'status'
	| 'recipient'
	| 'endorsements';

export interface Check {
	name: CheckName;
	outcome: Outcome;
	/** Why, as the last part of a text key: `checked-status-revoked`. */
	why: string;
	/** A key, an address or a date that the reason is about. */
	about?: string;
}

export type Verdict =
	| 'valid'
	| 'expired'
	| 'revoked'
	| 'altered'
	| 'unknown-issuer'
	| 'not-yet-valid'
	| 'other-recipient'
	| 'unsure'
	| 'unreadable';

/** What the badge says about itself; believe it only if the verdict says so. */
export interface Claim {
	name: string;
	description: string;
	issuerName: string;
	issuerId: string;
	/** ISO 8601, as written in the badge. */
	validFrom?: string;
	validUntil?: string;
	page?: string;
}

export interface Finding {
	verdict: Verdict;
	format: 'ob3' | 'ob3-jwt' | 'ob2' | 'unknown';
	checks: Check[];
	claim?: Claim;
	/** What the key is that signed it: a Multikey, or the thumbprint of a JWK. */
	key?: string;
	/** When the status list was signed that was looked into. */
	statusDate?: string;
	/** What the keys are that signed the lists. */
	statusKeys?: readonly string[];
}

export function unreadable(why: string, about?: string): Finding {
	const check: Check = { name: 'content', outcome: 'failed', why, ...(about && { about }) };
	return { verdict: 'unreadable', format: 'unknown', checks: [check] };
}

/** One word for all checks: the worst that was found, in the order in which it matters to whoever asks. */
export function verdictOf(checks: readonly Check[]): Verdict {
	const is = (name: CheckName, outcome: Outcome, why?: string) =>
		checks.some((check) => check.name === name && check.outcome === outcome && (!why || check.why === why));
	if (is('content', 'failed') || is('signature', 'failed')) return 'altered';
	if (is('hosted', 'failed') || is('status', 'failed', 'forged') || is('issuer', 'failed', 'mismatch'))
		return 'altered';
	if (is('status', 'failed')) return 'revoked';
	if (is('issuer', 'failed')) return 'unknown-issuer';
	if (is('issuer', 'unchecked')) return 'unsure';
	if (is('dates', 'failed', 'early')) return 'not-yet-valid';
	if (is('dates', 'failed')) return 'expired';
	if (is('recipient', 'failed')) return 'other-recipient';
	const needed: readonly CheckName[] = ['signature', 'hosted', 'status', 'dates'];
	// Who asks whose it is must not take a badge that names nobody for an answer.
	const isNobodys = is('recipient', 'unchecked') && !is('recipient', 'unchecked', 'not-asked');
	return isNobodys || needed.some((name) => is(name, 'unchecked')) ? 'unsure' : 'valid';
}
