import { describe, expect, test } from '@jest/globals';
import { decide, median, nextStep, type ReviewFacts, ROUNDS } from './review-rules.js';

const review = (levels: number[], more: Partial<ReviewFacts> = {}): ReviewFacts => ({
	...{ levels, meets: true, counts: true, byOrganiser: false },
	...more,
});

describe('deciding', () => {
	const open = { quorum: 3, required: [2, 1], isEscalated: false };

	test('the middle level counts, of an even number the lower', () => {
		expect(median([0, 3, 2])).toBe(2);
		expect(median([3, 2, 1, 0])).toBe(1);
		expect(median([])).toBe(0);
	});

	test('it takes the quorum, and the middle level on each criterion', () => {
		const two = [review([3, 3]), review([3, 3])];
		expect(decide({ ...open, reviews: two })).toEqual({ outcome: 'open' });
		expect(decide({ ...open, reviews: [...two, review([0, 0])] })).toEqual({
			outcome: 'awarded',
			levels: [3, 3],
		});
		const low = [review([1, 3]), review([1, 3]), review([3, 3])];
		expect(decide({ ...open, reviews: low })).toEqual({ outcome: 'needs-work', levels: [1, 3] });
		const just = [review([2, 1]), review([2, 1]), review([2, 1])];
		expect(decide({ ...open, reviews: just })).toEqual({ outcome: 'awarded', levels: [2, 1] });
	});

	test('the second half of a pair does not count', () => {
		const reviews = [review([3, 3]), review([3, 3]), review([3, 3], { counts: false })];
		expect(decide({ ...open, reviews })).toEqual({ outcome: 'open' });
	});

	test('without a rubric the overall words decide', () => {
		const reviews = [review([]), review([], { meets: false }), review([])];
		expect(decide({ quorum: 3, required: [], reviews, isEscalated: false }).outcome).toBe('awarded');
		expect(
			decide({ quorum: 2, required: [], reviews: reviews.slice(0, 2), isEscalated: false }).outcome,
		).toBe('needs-work');
	});

	test('once it is theirs to decide, the word of one organiser is enough', () => {
		const reviews = [review([0, 0]), review([3, 3], { byOrganiser: true })];
		expect(decide({ ...open, reviews }).outcome).toBe('open');
		expect(decide({ ...open, reviews, isEscalated: true })).toEqual({ outcome: 'awarded', levels: [3, 3] });
		expect(decide({ ...open, reviews: reviews.slice(0, 1), isEscalated: true }).outcome).toBe('open');
		const peers = [review([3, 3]), review([3, 3]), review([3, 3])];
		expect(decide({ ...open, reviews: peers, isEscalated: true }).outcome).toBe('awarded');
		const against = review([0, 0], { byOrganiser: true });
		expect(decide({ ...open, reviews: [...peers, against], isEscalated: true }).outcome).toBe('needs-work');
	});
});

test('work waits the set time, twice, is escalated once, and its organisers are reminded each time again', () => {
	const now = new Date('2026-05-10T09:00:00Z');
	const wait = {
		rounds: 1,
		askedAt: new Date('2026-05-06T09:00:01Z'),
		isEscalated: false,
		patienceDays: 4,
		unasked: 2,
	};
	expect(nextStep(wait, now)).toBe('wait');
	const over = { ...wait, askedAt: new Date('2026-05-06T09:00:00Z') };
	expect(nextStep(over, now)).toBe('ask');
	expect(nextStep({ ...over, unasked: 0 }, now)).toBe('escalate');
	expect(nextStep({ ...over, rounds: ROUNDS }, now)).toBe('escalate');
	expect(nextStep({ ...over, rounds: ROUNDS, isEscalated: true }, now)).toBe('remind');
	expect(nextStep({ ...wait, rounds: ROUNDS, isEscalated: true }, now)).toBe('wait');
	expect(nextStep({ ...wait, rounds: 0, askedAt: null }, now)).toBe('ask');
});

/** Numbers between 0 and 1 that are the same in every run. */
function random(seed: number) {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

const DAY = 86_400_000;

interface Reviewer {
	isGone: boolean;
	byOrganiser: boolean;
	counts: boolean;
	daysToAnswer: number;
}

/** One application from the day it is handed in, among people of whom any may be gone. */
function live(next: () => number) {
	const quorum = 1 + Math.floor(next() * 5);
	const patienceDays = 1 + Math.floor(next() * 10);
	const badness = next();
	const people: Reviewer[] = Array.from({ length: Math.floor(next() * 12) }, () => ({
		...{ isGone: next() < badness, byOrganiser: next() < 0.2, counts: next() < 0.9 },
		daysToAnswer: Math.floor(next() * 30),
	}));
	const asked = new Map<Reviewer, number>();
	const reviews: ReviewFacts[] = [];
	let wait = { rounds: 0, askedAt: null as Date | null, isEscalated: false };
	for (let day = 0; day <= 100; day++) {
		const now = new Date(day * DAY);
		for (const [person, since] of asked) {
			if (person.isGone || day - since !== person.daysToAnswer) continue;
			reviews.push(review([Math.floor(next() * 4)], person));
		}
		const unasked = people.filter((person) => !asked.has(person));
		const step = nextStep({ ...wait, patienceDays, unasked: unasked.length }, now);
		if (step === 'ask') {
			for (const person of unasked.slice(0, quorum)) asked.set(person, day);
			wait = { ...wait, rounds: wait.rounds + 1, askedAt: now };
		}
		if (step === 'escalate') wait = { ...wait, isEscalated: true };
		const decision = decide({ quorum, required: [2], reviews, isEscalated: wait.isEscalated });
		if (decision.outcome !== 'open') return { end: decision.outcome, day, patienceDays };
		if (wait.isEscalated) return { end: 'escalated', day, patienceDays };
	}
	return { end: 'waiting for ever', day: 100, patienceDays };
}

test('whoever is gone, every application ends decided or with the organisers, and in time', () => {
	const ends = new Map<string, number>();
	for (let seed = 1; seed <= 3_000; seed++) {
		const { end, day, patienceDays } = live(random(seed));
		ends.set(end, (ends.get(end) ?? 0) + 1);
		expect({ seed, late: day > patienceDays * ROUNDS }).toEqual({ seed, late: false });
	}
	expect([...ends.keys()].sort()).toEqual(['awarded', 'escalated', 'needs-work']);
});
