import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateThrottles1700000000250 implements MigrationInterface {
	name = 'CreateThrottles1700000000250';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			CREATE TABLE throttles (
				key text NOT NULL,
				window_start timestamptz NOT NULL,
				used integer NOT NULL,
				CONSTRAINT pk_throttles PRIMARY KEY (key, window_start)
			);
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
