/** The rules of docs/decisions/0010-how-reviews-decide.md, without a database. */

export interface ReviewFacts {
	/** Per criterion, in the rubric's order. */
	levels: readonly number[];
	meets: boolean;
	/** Not the second half of a pair who review each other. */
	counts: boolean;
	byOrganiser: boolean;
}

export interface Case {
	quorum: number;
	/** Per criterion the level that is required; none for a badge without a rubric. */
	required: readonly number[];
	/** Of the latest revision. */
	reviews: readonly ReviewFacts[];
	isEscalated: boolean;
}

export type Decision = { outcome: 'open' } | { outcome: 'awarded' | 'needs-work'; levels: number[] };

/** The middle one; of an even number the lower of the two in the middle, for nothing is rounded up to a badge. */
export function median(levels: readonly number[]): number {
	const sorted = [...levels].sort((a, b) => a - b);
	return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

export function decide({ quorum, required, reviews, isEscalated }: Case): Decision {
	const organisers = isEscalated ? reviews.filter(({ byOrganiser }) => byOrganiser) : [];
	const deciding = organisers.length > 0 ? organisers : reviews.filter(({ counts }) => counts);
	if (deciding.length < (organisers.length > 0 ? 1 : quorum)) return { outcome: 'open' };
	const levels = required.map((_level, criterion) =>
		median(deciding.map((review) => review.levels[criterion] ?? 0)),
	);
	const reached =
		required.length > 0
			? required.every((level, criterion) => (levels[criterion] ?? 0) >= level)
			: median(deciding.map(({ meets }) => (meets ? 1 : 0))) === 1;
	return { outcome: reached ? 'awarded' : 'needs-work', levels };
}

/** Rounds in which reviewers are asked: when work is handed in, and once more. */
export const ROUNDS = 2;
const DAY = 86_400_000;

export interface Wait {
	rounds: number;
	/** When reviewers, or those who decide, were last asked. */
	askedAt: Date | null;
	isEscalated: boolean;
	patienceDays: number;
	/** Eligible people who were not asked yet. */
	unasked: number;
}

/** What is to be done now about work that waits, so that nobody waits for ever. */
export function nextStep(
	{ rounds, askedAt, isEscalated, patienceDays, unasked }: Wait,
	now: Date,
): 'wait' | 'ask' | 'escalate' | 'remind' {
	if (askedAt && now.getTime() - askedAt.getTime() < patienceDays * DAY) return 'wait';
	if (isEscalated) return 'remind';
	return rounds < ROUNDS && unasked > 0 ? 'ask' : 'escalate';
}
