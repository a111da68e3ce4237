import { expect, test } from '@jest/globals';
import { TagBadges1700000004200 } from '../../migrations/1700000004200-tag-badges.js';
import { siteBefore } from '../support/migrations.js';

test('badges of the version before have no tags, whether they are published or not', async () => {
	const old = await siteBefore(TagBadges1700000004200);
	await old.query(
		`WITH b AS (INSERT INTO badges (rule) VALUES ('organiser') RETURNING id)
		INSERT INTO badge_versions (badge_id, number, name, description, criteria_md, criteria_html, language,
			shape, colour, icon, image_alt, image_svg, published_at)
		SELECT id, n, 'Knotter', 'x', 'x', 'x', 'en', 'star', 'teal', 'star', 'x', '<svg/>',
			CASE n WHEN 1 THEN now() END FROM b, generate_series(1, 2) n`,
	);
	await old.upgrade();
	expect(await old.query('SELECT number, name, tags FROM badge_versions ORDER BY number')).toEqual([
		{ number: 1, name: 'Knotter', tags: [] },
		{ number: 2, name: 'Knotter', tags: [] },
	]);
	await old.drop();
});
