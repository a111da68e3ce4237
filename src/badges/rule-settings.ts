import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import type { Reviewers } from './badge-version.entity.js';

/** What a badge version says about how it is earned; which of it matters depends on the badge's rule. */
export interface RuleSettings {
	quorum: number;
	reviewers: Reviewers;
	patienceDays: number;
	needed: number | null;
	isRepeatable: boolean;
	giverLimit: number | null;
	takesApplications: boolean;
	validMonths: number | null;
	rubric: readonly RubricCriterionFacts[];
	/** Ids of badges that must be held before. */
	prerequisites: readonly number[];
	/** Ids of badges that together earn this one. */
	parts: readonly number[];
	/** Ids of courses to complete, besides the badge's own. */
	courses: readonly number[];
}

export const USUAL: RuleSettings = {
	quorum: 3,
	reviewers: 'holders',
	patienceDays: 5,
	needed: null,
	isRepeatable: false,
	giverLimit: null,
	takesApplications: false,
	validMonths: null,
	rubric: [],
	prerequisites: [],
	parts: [],
	courses: [],
};

/** SQL columns of RuleSettings for the alias `v` (badge_versions). */
export const SETTINGS_COLUMNS = `v.quorum, v.reviewers, v.patience_days AS "patienceDays", v.needed,
	v.is_repeatable AS "isRepeatable", v.giver_limit AS "giverLimit", v.takes_applications AS "takesApplications",
	v.valid_months AS "validMonths", v.rubric,
	ARRAY(SELECT badge_id FROM badge_prerequisites WHERE badge_version_id = v.id ORDER BY 1) AS prerequisites,
	ARRAY(SELECT badge_id FROM badge_parts WHERE badge_version_id = v.id ORDER BY 1) AS parts,
	ARRAY(SELECT course_id FROM badge_courses WHERE badge_version_id = v.id ORDER BY 1) AS courses`;
