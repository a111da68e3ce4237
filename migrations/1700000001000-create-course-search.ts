import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCourseSearch1700000001000 implements MigrationInterface {
	name = 'CreateCourseSearch1700000001000';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			CREATE TABLE course_search (
				course_id integer CONSTRAINT pk_course_search PRIMARY KEY
					CONSTRAINT fk_course_search_course REFERENCES courses ON DELETE CASCADE,
				document tsvector NOT NULL,
				words text NOT NULL
			);
			CREATE INDEX ix_course_search_document ON course_search USING gin (document);

			CREATE FUNCTION without_accents(source text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
				RETURN regexp_replace(normalize(source, NFD), '[\\u0300-\\u036f]', '', 'g');
		`);
		// Forgives typing errors where the server has it and lets us; searching works without it.
		await runner.query(`
			DO $$ BEGIN
				CREATE EXTENSION IF NOT EXISTS pg_trgm;
			EXCEPTION WHEN OTHERS THEN
				RAISE NOTICE 'pg_trgm is not available: %', SQLERRM;
			END $$;
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
