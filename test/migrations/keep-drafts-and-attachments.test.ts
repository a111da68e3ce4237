import { expect, test } from '@jest/globals';
import { KeepDraftsAndAttachments1700000003030 } from '../../migrations/1700000003030-keep-drafts-and-attachments.js';
import { siteBefore } from '../support/migrations.js';

test('files and courses of before are untouched, and take attachments and drafts', async () => {
	const site = await siteBefore(KeepDraftsAndAttachments1700000003030);
	try {
		await site.query(
			`INSERT INTO users (id, username, email, display_name) OVERRIDING SYSTEM VALUE VALUES (1, 'ana', 'ana@example.org', 'Ana')`,
		);
		await site.query(
			`INSERT INTO courses (id, slug, kind, title, summary, language, task_editing, created_by)
			OVERRIDING SYSTEM VALUE VALUES (1, 'knots', 'challenge', 'Knots', 'Five knots', 'en', 'organisers', 1)`,
		);
		const [file] = await site.query<{ id: string }>(
			`INSERT INTO files (sha256, media_type, bytes, owner_id) VALUES (repeat('a', 64), 'image/webp', 7, 1) RETURNING id`,
		);
		await site.query('UPDATE users SET avatar_id = $1 WHERE id = 1', [file?.id]);
		await site.upgrade();
		expect(await site.query('SELECT id, bytes FROM files')).toEqual([{ id: file?.id, bytes: 7 }]);
		expect(await site.query('SELECT avatar_id AS id FROM users')).toEqual([file]);
		await site.query(`INSERT INTO attachments (course_id, file_id, name) VALUES (1, $1, 'a.webp')`, [
			file?.id,
		]);
		await site.query(`INSERT INTO drafts (user_id, place, fields) VALUES (1, 'task-1', '{}')`);
		await expect(site.query('DELETE FROM files')).rejects.toThrow('fk_attachments_file');
		await site.query('DELETE FROM courses');
		await site.query('DELETE FROM users');
		expect(await site.query('SELECT FROM attachments UNION ALL SELECT FROM drafts')).toEqual([]);
	} finally {
		await site.drop();
	}
});
