import { ORGANISER_IDS, STANDING } from '../badges/badge-people.queries.js';

/**
 * SQL of the ids of people whose reviews the version `v` of the badge `b` takes. Its organisers are always among
 * them, which is why a badge that nobody holds yet has reviewers.
 */
export const REVIEWER_IDS = `${ORGANISER_IDS}
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
