import { expect, test } from '@jest/globals';
import { CopyAndMoveCourses1700000003050 } from '../../migrations/1700000003050-copy-and-move-courses.js';
import { siteBefore } from '../../test/support/migrations.js';

test('courses and tasks of the version before stay as they were, and none stands where the import is', async () => {
	const site = await siteBefore(CopyAndMoveCourses1700000003050);
	try {
		await site.query(
			`INSERT INTO courses (slug, kind, title, summary, language) VALUES
				('knots', 'challenge', 'Knots', 'Five.', 'en'), ('import', 'course', 'Import', 'Of goods.', 'en')`,
		);
		await site.query(
			`INSERT INTO tasks (course_id, position, title, body_md, body_html) VALUES (1, 1, 'Tie', 'x', 'x')`,
		);
		await site.query(
			`INSERT INTO task_revisions (task_id, title, body_md, proof, content_hash) VALUES (1, 'Tie', 'x', 'none', 'h')`,
		);
		await site.upgrade();
		expect(
			await site.query('SELECT slug, title, attribution, forked_from, provenance FROM courses ORDER BY id'),
		).toEqual([
			{ slug: 'knots', title: 'Knots', attribution: '', forked_from: null, provenance: null },
			{ slug: 'import-2', title: 'Import', attribution: '', forked_from: null, provenance: null },
		]);
		expect(await site.query('SELECT title, forked_from_revision FROM task_revisions')).toEqual([
			{ title: 'Tie', forked_from_revision: null },
		]);
	} finally {
		await site.drop();
	}
});
