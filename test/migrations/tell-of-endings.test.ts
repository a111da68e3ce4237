import { afterEach, expect, test } from '@jest/globals';
import { TellOfEndings1700000004060 } from '../../migrations/1700000004060-tell-of-endings.js';
import { type OldSite, siteBefore } from '../support/migrations.js';

let site: OldSite;
afterEach(() => site.drop());

test('awards keep the time that they are valid for, and nobody was told of its end yet', async () => {
	site = await siteBefore(TellOfEndings1700000004060);
	await site.query(
		`WITH u AS (INSERT INTO users (username, email, display_name) VALUES ('ana', 'ana@example.org', 'Ana') RETURNING id),
		b AS (INSERT INTO badges (rule) VALUES ('organiser') RETURNING id),
		v AS (INSERT INTO badge_versions (badge_id, number, name, description, criteria_md, criteria_html, language,
				shape, colour, icon, image_alt, image_svg, published_at)
			SELECT id, 1, 'Knotter', 'x', 'x', 'x', 'en', 'star', 'teal', 'star', 'x', '<svg/>', now() FROM b RETURNING id),
		l AS (INSERT INTO status_lists (bits) VALUES ('') RETURNING id)
		INSERT INTO awards (badge_id, badge_version_id, user_id, salt, status_list_id, status_index, valid_until)
		SELECT b.id, v.id, u.id, 'salt', l.id, 7, '2027-05-01T00:00:00Z' FROM b, v, u, l`,
	);
	await site.upgrade();
	expect(await site.query('SELECT valid_until, ending_told_at FROM awards')).toEqual([
		{ valid_until: new Date('2027-05-01T00:00:00Z'), ending_told_at: null },
	]);
});
