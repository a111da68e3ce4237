import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ShareWork1700000003040 implements MigrationInterface {
	name = 'ShareWork1700000003040';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			ALTER TABLE tasks DROP CONSTRAINT ck_tasks_proof;
			ALTER TABLE tasks ADD CONSTRAINT ck_tasks_proof CHECK (proof IN ('none', 'link', 'text', 'file'));
			ALTER TABLE tasks ADD work_audience text NOT NULL DEFAULT 'course'
				CONSTRAINT ck_tasks_work_audience CHECK (work_audience IN ('course', 'organisers'));
			ALTER TABLE task_revisions ADD work_audience text NOT NULL DEFAULT 'course';

			ALTER TABLE completions ADD audience text NOT NULL DEFAULT 'course'
				CONSTRAINT ck_completions_audience CHECK (audience IN ('course', 'organisers'));
			ALTER TABLE completions ADD file_id uuid CONSTRAINT fk_completions_file REFERENCES files;
			ALTER TABLE completions ADD file_name text;
			CREATE INDEX ix_completions_task ON completions (task_id, completed_at DESC);

			ALTER TABLE memberships ADD email_shared_at timestamptz;
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
