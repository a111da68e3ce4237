import { afterEach, expect, test } from '@jest/globals';
import { AddSeatsAndApplications1700000003020 } from '../../migrations/1700000003020-add-seats-and-applications.js';
import { type OldSite, siteBefore } from '../support/migrations.js';

let site: OldSite;
afterEach(() => site.drop());

test('runs and the people in them stay; there is room for any number, until somebody sets a limit', async () => {
	site = await siteBefore(AddSeatsAndApplications1700000003020);
	await site.query(
		`INSERT INTO users (id, username, email, display_name) VALUES (1, 'ana', 'a@example.org', 'Ana'), (2, 'ben', 'b@example.org', 'Ben')`,
	);
	await site.query(
		`INSERT INTO courses (id, slug, kind, title, summary, language) VALUES (7, 'knots', 'study-group', 'Knots', '', 'en')`,
	);
	await site.query('INSERT INTO course_organisers (course_id, user_id) VALUES (7, 1)');
	await site.query(
		`INSERT INTO runs (id, course_id, pace, starts_on, time_zone, sign_up) VALUES
			(3, 7, 'fixed', '2026-10-03', 'Europe/Madrid', 'closed'), (4, 7, 'rolling', NULL, 'UTC', 'open')`,
	);
	await site.query('INSERT INTO memberships (run_id, user_id) VALUES (3, 2)');
	await site.upgrade();
	expect(
		await site.query(
			`SELECT r.id, pace, starts_on::text AS starts, sign_up, seats, count(m.id)::int AS people
			FROM runs r LEFT JOIN memberships m ON m.run_id = r.id GROUP BY r.id ORDER BY r.id`,
		),
	).toEqual([
		{ id: 3, pace: 'fixed', starts: '2026-10-03', sign_up: 'closed', seats: null, people: 1 },
		{ id: 4, pace: 'rolling', starts: null, sign_up: 'open', seats: null, people: 0 },
	]);
	await site.query(`UPDATE runs SET sign_up = 'moderated', seats = 12 WHERE id = 4`);
	await expect(site.query('UPDATE runs SET seats = 0 WHERE id = 4')).rejects.toThrow('ck_runs_seats');
	await expect(site.query(`UPDATE runs SET sign_up = 'never' WHERE id = 4`)).rejects.toThrow(
		'ck_runs_sign_up',
	);
	const apply = 'INSERT INTO sign_up_applications (run_id, user_id) VALUES (4, 2)';
	await site.query(apply);
	await expect(site.query(apply)).rejects.toThrow('uq_sign_up_applications_open');
});
