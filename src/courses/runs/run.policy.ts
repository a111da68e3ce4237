import type { Pace, SignUp } from './run.entity.js';
import type { Phase } from './run-phase.js';

export interface RunRow {
	id: number;
	pace: Pace;
	/** YYYY-MM-DD in the run's time zone, as `endsOn`. */
	startsOn: string | null;
	endsOn: string | null;
	timeZone: string;
	signUp: SignUp;
	phase: Phase;
	/** How many participants it takes; null for any number. */
	seats: number | null;
	/** Present participants, and those who wait for a seat. */
	taken: number;
	waiting: number;
}

/** Still lets people in, by itself or by its organisers' choice. */
export function takesPeople({ signUp, phase }: Pick<RunRow, 'signUp' | 'phase'>): boolean {
	return signUp !== 'closed' && phase !== 'ended';
}

export function isFull({ seats, taken }: Pick<RunRow, 'seats' | 'taken'>): boolean {
	return seats !== null && taken >= seats;
}

/** Sorts by when somebody could begin: today, on a day to come, on a day not yet told. */
function beginning({ phase, startsOn }: RunRow): string {
	if (phase === 'upcoming') return startsOn ?? '';
	return phase === 'unset' ? '9' : '0';
}

function nextFirst(one: RunRow, other: RunRow): number {
	return (
		Number(isFull(one)) - Number(isFull(other)) ||
		beginning(one).localeCompare(beginning(other)) ||
		one.id - other.id
	);
}

/** The runs of a course that take people, the best to join first: a free seat before a waiting list, then by first day. */
export function openRuns({
	publishedAt,
	archivedAt,
	runs,
}: {
	publishedAt: Date | null;
	archivedAt: Date | null;
	runs: readonly RunRow[];
}): RunRow[] {
	return publishedAt && !archivedAt ? runs.filter(takesPeople).sort(nextFirst) : [];
}

/** The run a page speaks of: the viewer's own, else the one they wait for, else the next to join, else the latest. */
export function presentRun(
	runs: readonly RunRow[],
	own: readonly (number | undefined)[],
): RunRow | undefined {
	const mine = own.map((id) => runs.find((run) => run.id === id)).find(Boolean);
	return mine ?? runs.filter(takesPeople).sort(nextFirst)[0] ?? runs[runs.length - 1];
}
