import type { Rule } from '../../badges/badge.entity.js';
import type { Reviewers } from '../../badges/badge-version.entity.js';
import type { RubricCriterionFacts } from '../../credentials/award-facts.js';
import type { DemoBadge, Visibility } from './types.js';

export interface DemoReview {
	by: string;
	daysAgo: number;
	/** One for each criterion, counted from 0. */
	levels: number[];
	verdict: 'meets' | 'not-yet';
	/** Markdown. */
	comment: string;
	/** The award may show it. */
	isQuotable?: boolean;
}

export interface DemoRevision {
	daysAgo: number;
	url: string;
	/** Markdown, as the reflection. */
	body: string;
	reflection: string;
	reviews: DemoReview[];
}

/** How it stands follows from its reviews; escalated when it says since when. */
export interface DemoBadgeApplication {
	who: string;
	revisions: DemoRevision[];
	escalatedDaysAgo?: number;
	/** How its earner shows the badge that it led to. */
	award?: Visibility;
}

/** A badge that one person gave to another, with their words if they are peers. */
export interface DemoGift {
	by: string;
	to: string;
	daysAgo: number;
	words?: string;
	award: Visibility;
}

/** A badge besides those for completing a course. */
export interface DemoOtherBadge extends DemoBadge {
	owner: { course: string } | { school: string };
	rule: Exclude<Rule, 'completion'>;
	/** Who made it. */
	by: string;
	publishedDaysAgo: number;
	quorum?: number;
	reviewers?: Reviewers;
	giverLimit?: number;
	isRepeatable?: true;
	rubric?: readonly RubricCriterionFacts[];
	/** Names of badges that together earn it, and how many of them are enough. */
	parts?: string[];
	needed?: number;
	applications?: DemoBadgeApplication[];
	gifts?: DemoGift[];
	/** Who has what it takes, and since when. */
	earners?: { who: string; daysAgo: number; award: Visibility }[];
}
