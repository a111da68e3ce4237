import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TagBadges1700000004200 implements MigrationInterface {
	name = 'TagBadges1700000004200';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`ALTER TABLE badge_versions ADD tags text[] NOT NULL DEFAULT '{}'`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
