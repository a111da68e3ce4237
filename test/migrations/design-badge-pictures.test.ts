import { expect, test } from '@jest/globals';
import { DesignBadgePictures1700000004030 } from '../../migrations/1700000004030-design-badge-pictures.js';
import { siteBefore } from '../support/migrations.js';

test('badges of the version before keep their pictures, and awards stand in no order yet', async () => {
	const old = await siteBefore(DesignBadgePictures1700000004030);
	await old.query(
		`WITH u AS (INSERT INTO users (username, email, display_name) VALUES ('ana', 'ana@example.org', 'Ana') RETURNING id),
		b AS (INSERT INTO badges (rule) VALUES ('organiser') RETURNING id),
		v AS (INSERT INTO badge_versions (badge_id, number, name, description, criteria_md, criteria_html, language,
				shape, colour, icon, image_alt, image_svg, published_at)
			SELECT id, 1, 'Knotter', 'x', 'x', 'x', 'en', 'star', 'teal', 'star', 'x', '<svg/>', now() FROM b RETURNING id),
		l AS (INSERT INTO status_lists (bits) VALUES ('') RETURNING id)
		INSERT INTO awards (badge_id, badge_version_id, user_id, salt, status_list_id, status_index)
		SELECT b.id, v.id, u.id, 'salt', l.id, 7 FROM b, v, u, l`,
	);
	await old.upgrade();
	const kept = await old.query(
		`SELECT v.image_svg, v.ribbon_colour, v.ribbon_text, v.image_png, a.shelf, a.place, a.hidden_at
		FROM awards a JOIN badge_versions v ON v.id = a.badge_version_id`,
	);
	expect(kept).toEqual([
		{
			image_svg: '<svg/>',
			ribbon_colour: '',
			ribbon_text: '',
			image_png: null,
			shelf: '',
			place: null,
			hidden_at: null,
		},
	]);
	await old.drop();
});
