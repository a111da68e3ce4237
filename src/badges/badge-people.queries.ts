/** SQL of the ids of the organisers of the badge `b`: its course's, its school's, or the admins of the site. */
export const ORGANISER_IDS = `
	SELECT o.user_id FROM course_organisers o WHERE o.course_id = b.course_id
	UNION SELECT o.user_id FROM school_organisers o WHERE o.school_id = b.school_id
	UNION SELECT o.id FROM users o WHERE b.course_id IS NULL AND b.school_id IS NULL AND o.admin_since IS NOT NULL`;

/** An award that counts today, of the alias `a`. */
export const STANDING = 'a.revoked_at IS NULL AND (a.valid_until IS NULL OR a.valid_until > now())';

/**
 * An award, of the alias `a`, that keeps its person from earning the badge again: one that stands, or was revoked. Whose
 * award is only over may earn the badge anew; see docs/decisions/0011-badges-that-end.md.
 */
export const BARS_ANOTHER = '(a.revoked_at IS NOT NULL OR a.valid_until IS NULL OR a.valid_until > now())';

/**
 * SQL: whether the person `id` is where the badge `b` is given among peers: takes part in its course or in one of its
 * school, or organises it. A badge of the site is for everybody.
 */
export function isPeer(id: string): string {
	return `((b.course_id IS NULL AND b.school_id IS NULL) OR ${id} IN (${ORGANISER_IDS}) OR EXISTS (
		SELECT FROM memberships m JOIN runs r ON r.id = m.run_id JOIN courses c ON c.id = r.course_id
		WHERE m.user_id = ${id} AND m.left_at IS NULL AND (c.id = b.course_id OR c.school_id = b.school_id)))`;
}

/**
 * SQL: whether it counts for the badge `b` that the person `id` holds the badge `q`. Of the same course or school it
 * does; what somebody earned elsewhere may be private, and counts only where they joined: else any organiser could make a
 * badge that finds out who holds another.
 */
export function countsFor(id: string): string {
	return `((b.course_id IS NULL AND b.school_id IS NULL) OR q.course_id = b.course_id OR q.school_id = b.school_id
		OR ${id} IN (${ORGANISER_IDS}) OR EXISTS (SELECT FROM courses c WHERE c.id = q.course_id AND c.school_id = b.school_id)
		OR EXISTS (SELECT FROM memberships m JOIN runs r ON r.id = m.run_id JOIN courses c ON c.id = r.course_id
			WHERE m.user_id = ${id} AND (c.id = b.course_id OR c.school_id = b.school_id)))`;
}
