import { ORGANISER_IDS, STANDING } from '../badges/badge-people.queries.js';

/** SQL: whether somebody in these rows (`user_id`) is not the applicant of `p`. */
function others(ids: string): string {
	return `EXISTS (SELECT FROM (${ids}) e WHERE e.user_id <> p.user_id)`;
}

const SCHOOL_IDS = `SELECT s.user_id FROM school_organisers s JOIN courses c ON c.school_id = s.school_id
	WHERE c.id = b.course_id`;
const ADMIN_IDS = 'SELECT a.id AS user_id FROM users a WHERE a.admin_since IS NOT NULL';

/**
 * SQL of who decides on the application `p` for the badge `b` once it is escalated: its organisers; where there is none
 * besides the applicant, the organisers of the course's school, and without them the admins.
 */
export const DECIDED_BY = `CASE WHEN ${others(ORGANISER_IDS)} THEN 'organisers' WHEN ${others(SCHOOL_IDS)} THEN 'school'
	WHEN ${others(ADMIN_IDS)} THEN 'site' ELSE 'nobody' END`;
export type DecidedBy = 'organisers' | 'school' | 'site' | 'nobody';

/** SQL of the ids of the organisers of `b`, and of those who decide on an escalated `p` in their place. */
export const DECIDER_IDS = `${ORGANISER_IDS}
	UNION SELECT s.user_id FROM (${SCHOOL_IDS}) s WHERE p.escalated_at IS NOT NULL AND ${DECIDED_BY} = 'school'
	UNION SELECT s.user_id FROM (${ADMIN_IDS}) s WHERE p.escalated_at IS NOT NULL AND ${DECIDED_BY} = 'site'`;

/**
 * SQL of the ids of people whose reviews the version `v` of the badge `b` takes. Its organisers are always among
 * them, which is why a badge that nobody holds yet has reviewers.
 */
export const REVIEWER_IDS = `${DECIDER_IDS}
	UNION SELECT a.user_id FROM awards a WHERE v.reviewers <> 'named' AND a.badge_id = b.id AND ${STANDING}
	UNION SELECT m.user_id FROM memberships m JOIN runs r ON r.id = m.run_id JOIN courses c ON c.id = r.course_id
		WHERE v.reviewers <> 'named' AND m.left_at IS NULL AND (v.reviewers = 'members' OR m.helper_since IS NOT NULL)
			AND (c.id = b.course_id OR c.school_id = b.school_id)
	UNION SELECT n.user_id FROM badge_reviewers n WHERE v.reviewers = 'named' AND n.badge_id = b.id`;

/** SQL: whether the person ($1) was reviewed for the same badge by the applicant of `p`, so that theirs would not count. */
export const WAS_REVIEWED_BY_APPLICANT = `EXISTS (
	SELECT FROM reviews x JOIN application_revisions y ON y.id = x.revision_id
	JOIN badge_applications z ON z.id = y.application_id
	WHERE z.badge_id = p.badge_id AND z.user_id = $1 AND x.reviewer_id = p.user_id AND x.counts)`;
