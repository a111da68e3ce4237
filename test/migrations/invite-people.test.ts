import { afterEach, expect, test } from '@jest/globals';
import { InvitePeople1700000003010 } from '../../migrations/1700000003010-invite-people.js';
import { type OldSite, siteBefore } from '../support/migrations.js';

let site: OldSite;
afterEach(() => site.drop());

test('courses keep their organisers, and the address of a course that was called “Deleted” makes room', async () => {
	site = await siteBefore(InvitePeople1700000003010);
	await site.query(
		`INSERT INTO users (id, username, email, display_name) VALUES (1, 'ana', 'a@example.org', 'Ana'), (2, 'ben', 'b@example.org', 'Ben')`,
	);
	await site.query(
		`INSERT INTO courses (id, slug, kind, title, summary, language) VALUES (7, 'deleted', 'course', 'Deleted', '', 'en'), (8, 'knots', 'course', 'Knots', '', 'en')`,
	);
	await site.query('INSERT INTO course_organisers (course_id, user_id) VALUES (7, 1), (8, 1), (8, 2)');
	await site.upgrade();
	expect(await site.query('SELECT slug, title FROM courses ORDER BY id')).toEqual([
		{ slug: 'deleted-7', title: 'Deleted' },
		{ slug: 'knots', title: 'Knots' },
	]);
	expect(await site.query('SELECT count(*)::int AS organisers FROM course_organisers')).toEqual([
		{ organisers: 3 },
	]);

	await site.query('DELETE FROM users WHERE id = 2');
	await expect(site.query('DELETE FROM users WHERE id = 1')).rejects.toThrow('without an organiser');
	await site.query('DELETE FROM courses WHERE id = 8');
	await site.query('UPDATE courses SET deleted_at = now() WHERE id = 7');
	await site.query('DELETE FROM users WHERE id = 1');
	expect(await site.query('SELECT slug FROM courses')).toEqual([{ slug: 'deleted-7' }]);
});
