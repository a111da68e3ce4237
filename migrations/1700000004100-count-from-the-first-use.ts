import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountFromTheFirstUse1700000004100 implements MigrationInterface {
	name = 'CountFromTheFirstUse1700000004100';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			DELETE FROM throttles old USING throttles newer
				WHERE newer.key = old.key AND newer.window_start > old.window_start;
			ALTER TABLE throttles DROP CONSTRAINT pk_throttles, ADD CONSTRAINT pk_throttles PRIMARY KEY (key);
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
