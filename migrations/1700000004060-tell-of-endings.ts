import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellOfEndings1700000004060 implements MigrationInterface {
	name = 'TellOfEndings1700000004060';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			ALTER TABLE awards ADD ending_told_at timestamptz;
			CREATE INDEX ix_awards_ending ON awards (valid_until) WHERE ending_told_at IS NULL;
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
