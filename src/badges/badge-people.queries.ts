/** SQL of the ids of the organisers of the badge `b`: its course's, its school's, or the admins of the site. */
export const ORGANISER_IDS = `
	SELECT o.user_id FROM course_organisers o WHERE o.course_id = b.course_id
	UNION SELECT o.user_id FROM school_organisers o WHERE o.school_id = b.school_id
	UNION SELECT o.id FROM users o WHERE b.course_id IS NULL AND b.school_id IS NULL AND o.admin_since IS NOT NULL`;

/** An award that counts today, of the alias `a`. */
export const STANDING = 'a.revoked_at IS NULL AND (a.valid_until IS NULL OR a.valid_until > now())';
