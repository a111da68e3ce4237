import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DesignBadgePictures1700000004030 implements MigrationInterface {
	name = 'DesignBadgePictures1700000004030';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			ALTER TABLE badge_versions
				ADD ribbon_colour text NOT NULL DEFAULT '',
				ADD ribbon_text text NOT NULL DEFAULT '',
				ADD image_png bytea;

			ALTER TABLE awards
				ADD shelf text NOT NULL DEFAULT '',
				ADD place integer,
				ADD hidden_at timestamptz;
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
