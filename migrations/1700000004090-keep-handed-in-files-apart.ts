import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepHandedInFilesApart1700000004090 implements MigrationInterface {
	name = 'KeepHandedInFilesApart1700000004090';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			ALTER TABLE files ADD is_private boolean NOT NULL DEFAULT false;
			UPDATE files SET is_private = true WHERE id IN (
				SELECT file_id FROM completions WHERE file_id IS NOT NULL UNION SELECT file_id FROM application_files);
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
