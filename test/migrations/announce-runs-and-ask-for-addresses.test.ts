import { expect, test } from '@jest/globals';
import { AnnounceRunsAndAskForAddresses1700000004050 } from '../../migrations/1700000004050-announce-runs-and-ask-for-addresses.js';
import { siteBefore } from '../support/migrations.js';

test('runs of before count as announced, and nobody shared an address by waiting or applying', async () => {
	const site = await siteBefore(AnnounceRunsAndAskForAddresses1700000004050);
	try {
		await site.query(
			`INSERT INTO users (id, username, email, display_name) OVERRIDING SYSTEM VALUE VALUES (1, 'ana', 'ana@example.org', 'Ana')`,
		);
		await site.query(
			`INSERT INTO courses (id, slug, kind, title, summary, language, task_editing, created_by)
			OVERRIDING SYSTEM VALUE VALUES (1, 'knots', 'challenge', 'Knots', 'Five knots', 'en', 'organisers', 1)`,
		);
		await site.query(
			`INSERT INTO runs (id, course_id, pace) OVERRIDING SYSTEM VALUE VALUES (1, 1, 'rolling')`,
		);
		await site.query('INSERT INTO waiting_places (run_id, user_id) VALUES (1, 1)');
		await site.query('INSERT INTO sign_up_applications (run_id, user_id) VALUES (1, 1)');
		await site.upgrade();
		expect(await site.query('SELECT announced_at = created_at AS announced FROM runs')).toEqual([
			{ announced: true },
		]);
		expect(
			await site.query(
				`SELECT email_shared_at AS shared FROM waiting_places
				UNION ALL SELECT email_shared_at FROM sign_up_applications`,
			),
		).toEqual([{ shared: null }, { shared: null }]);
	} finally {
		await site.drop();
	}
});
