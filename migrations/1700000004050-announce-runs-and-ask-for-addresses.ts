import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AnnounceRunsAndAskForAddresses1700000004050 implements MigrationInterface {
	name = 'AnnounceRunsAndAskForAddresses1700000004050';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			ALTER TABLE runs ADD COLUMN announced_at timestamptz;
			-- Nobody is told today of what has been there for long.
			UPDATE runs SET announced_at = created_at;

			ALTER TABLE waiting_places ADD COLUMN email_shared_at timestamptz;
			ALTER TABLE sign_up_applications ADD COLUMN email_shared_at timestamptz;
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
