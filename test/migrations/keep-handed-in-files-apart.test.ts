import { afterEach, expect, test } from '@jest/globals';
import { KeepHandedInFilesApart1700000004090 } from '../../migrations/1700000004090-keep-handed-in-files-apart.js';
import { type OldSite, siteBefore } from '../support/migrations.js';

let site: OldSite;
afterEach(() => site.drop());

test('what was handed in is private from now on, and attachments stay public', async () => {
	site = await siteBefore(KeepHandedInFilesApart1700000004090);
	await site.query(
		`WITH u AS (INSERT INTO users (username, email, display_name) VALUES ('ana', 'ana@example.org', 'Ana') RETURNING id),
		c AS (INSERT INTO courses (slug, kind, title, summary, language) VALUES ('knots', 'course', 'Knots', 'x', 'en') RETURNING id),
		t AS (INSERT INTO tasks (course_id, position, title, body_md, body_html) SELECT id, 1, 'Tie', '', '' FROM c RETURNING id),
		f AS (INSERT INTO files (sha256, media_type, bytes) VALUES
			(repeat('a', 64), 'text/plain', 1), (repeat('b', 64), 'text/plain', 1) RETURNING id, sha256),
		d AS (INSERT INTO completions (task_id, user_id, file_id)
			SELECT t.id, u.id, f.id FROM t, u, f WHERE f.sha256 LIKE 'a%')
		INSERT INTO attachments (course_id, file_id, name) SELECT c.id, f.id, 'b.txt' FROM c, f WHERE f.sha256 LIKE 'b%'`,
	);
	await site.upgrade();
	expect(await site.query('SELECT left(sha256, 1) AS file, is_private FROM files ORDER BY 1')).toEqual([
		{ file: 'a', is_private: true },
		{ file: 'b', is_private: false },
	]);
});
