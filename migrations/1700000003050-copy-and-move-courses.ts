import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CopyAndMoveCourses1700000003050 implements MigrationInterface {
	name = 'CopyAndMoveCourses1700000003050';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			ALTER TABLE courses
				ADD COLUMN attribution text NOT NULL DEFAULT '',
				ADD COLUMN forked_from integer CONSTRAINT fk_courses_forked_from REFERENCES courses ON DELETE SET NULL,
				ADD COLUMN provenance jsonb;
			CREATE INDEX ix_courses_forked_from ON courses (forked_from) WHERE forked_from IS NOT NULL;
			-- /courses/import is the page of the import now.
			UPDATE courses SET slug = 'import-' || id WHERE slug = 'import';

			ALTER TABLE task_revisions
				ADD COLUMN forked_from_revision integer
					CONSTRAINT fk_task_revisions_forked_from REFERENCES task_revisions ON DELETE SET NULL;
			CREATE INDEX ix_task_revisions_forked_from ON task_revisions (forked_from_revision)
				WHERE forked_from_revision IS NOT NULL;

			CREATE TABLE transfers (
				id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT pk_transfers PRIMARY KEY,
				kind text NOT NULL CONSTRAINT ck_transfers_kind CHECK (kind IN ('export', 'import')),
				state text NOT NULL DEFAULT 'queued'
					CONSTRAINT ck_transfers_state CHECK (state IN ('queued', 'running', 'done', 'failed')),
				user_id integer NOT NULL CONSTRAINT fk_transfers_user REFERENCES users ON DELETE CASCADE,
				course_id integer CONSTRAINT fk_transfers_course REFERENCES courses ON DELETE SET NULL,
				file_name text NOT NULL,
				sha256 text,
				done integer NOT NULL DEFAULT 0,
				total integer NOT NULL DEFAULT 0,
				report jsonb NOT NULL DEFAULT '[]',
				problem jsonb,
				created_at timestamptz NOT NULL DEFAULT now(),
				finished_at timestamptz
			);
			CREATE INDEX ix_transfers_user ON transfers (user_id, created_at);
			CREATE INDEX ix_transfers_course ON transfers (course_id);
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
