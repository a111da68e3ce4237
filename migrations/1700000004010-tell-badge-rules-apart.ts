import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellBadgeRulesApart1700000004010 implements MigrationInterface {
	name = 'TellBadgeRulesApart1700000004010';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			ALTER TABLE badges ALTER course_id DROP NOT NULL;
			ALTER TABLE badges ADD school_id integer CONSTRAINT fk_badges_school REFERENCES schools ON DELETE RESTRICT;
			ALTER TABLE badges ADD CONSTRAINT ck_badges_owner CHECK (course_id IS NULL OR school_id IS NULL);
			ALTER TABLE badges DROP CONSTRAINT ck_badges_rule;
			ALTER TABLE badges ADD CONSTRAINT ck_badges_rule
				CHECK (rule IN ('completion', 'review', 'peer', 'organiser', 'badges'));
			CREATE INDEX ix_badges_course ON badges (course_id);
			CREATE INDEX ix_badges_school ON badges (school_id);

			ALTER TABLE badge_versions
				ADD quorum integer NOT NULL DEFAULT 3 CONSTRAINT ck_badge_versions_quorum CHECK (quorum BETWEEN 1 AND 20),
				ADD reviewers text NOT NULL DEFAULT 'holders'
					CONSTRAINT ck_badge_versions_reviewers CHECK (reviewers IN ('holders', 'members', 'named')),
				ADD patience_days integer NOT NULL DEFAULT 5
					CONSTRAINT ck_badge_versions_patience CHECK (patience_days BETWEEN 1 AND 60),
				ADD needed integer CONSTRAINT ck_badge_versions_needed CHECK (needed > 0),
				ADD is_repeatable boolean NOT NULL DEFAULT false,
				ADD giver_limit integer CONSTRAINT ck_badge_versions_giver_limit CHECK (giver_limit > 0),
				ADD takes_applications boolean NOT NULL DEFAULT false,
				ADD valid_months integer CONSTRAINT ck_badge_versions_valid_months CHECK (valid_months > 0),
				ADD rubric jsonb NOT NULL DEFAULT '[]';

			CREATE TABLE badge_prerequisites (
				badge_version_id integer NOT NULL CONSTRAINT fk_badge_prerequisites_version REFERENCES badge_versions ON DELETE CASCADE,
				badge_id integer NOT NULL CONSTRAINT fk_badge_prerequisites_badge REFERENCES badges ON DELETE CASCADE,
				CONSTRAINT pk_badge_prerequisites PRIMARY KEY (badge_version_id, badge_id)
			);
			CREATE INDEX ix_badge_prerequisites_badge ON badge_prerequisites (badge_id);

			CREATE TABLE badge_parts (
				badge_version_id integer NOT NULL CONSTRAINT fk_badge_parts_version REFERENCES badge_versions ON DELETE CASCADE,
				badge_id integer NOT NULL CONSTRAINT fk_badge_parts_badge REFERENCES badges ON DELETE CASCADE,
				CONSTRAINT pk_badge_parts PRIMARY KEY (badge_version_id, badge_id)
			);
			CREATE INDEX ix_badge_parts_badge ON badge_parts (badge_id);

			CREATE TABLE badge_courses (
				badge_version_id integer NOT NULL CONSTRAINT fk_badge_courses_version REFERENCES badge_versions ON DELETE CASCADE,
				course_id integer NOT NULL CONSTRAINT fk_badge_courses_course REFERENCES courses ON DELETE CASCADE,
				CONSTRAINT pk_badge_courses PRIMARY KEY (badge_version_id, course_id)
			);
			CREATE INDEX ix_badge_courses_course ON badge_courses (course_id);

			CREATE TABLE badge_reviewers (
				badge_id integer NOT NULL CONSTRAINT fk_badge_reviewers_badge REFERENCES badges ON DELETE CASCADE,
				user_id integer NOT NULL CONSTRAINT fk_badge_reviewers_user REFERENCES users ON DELETE CASCADE,
				CONSTRAINT pk_badge_reviewers PRIMARY KEY (badge_id, user_id)
			);
			CREATE INDEX ix_badge_reviewers_user ON badge_reviewers (user_id);

			ALTER TABLE awards
				ADD firing text NOT NULL DEFAULT '',
				ADD valid_until timestamptz,
				ADD achieved_levels jsonb NOT NULL DEFAULT '[]',
				ADD words jsonb NOT NULL DEFAULT '[]',
				ADD given_by integer CONSTRAINT fk_awards_given_by REFERENCES users ON DELETE SET NULL;
			CREATE UNIQUE INDEX uq_awards_firing ON awards (badge_id, user_id, firing);
			DROP INDEX uq_awards_badge_user;
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
