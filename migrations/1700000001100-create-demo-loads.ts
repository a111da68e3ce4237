import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDemoLoads1700000001100 implements MigrationInterface {
	name = 'CreateDemoLoads1700000001100';

	async up(runner: QueryRunner): Promise<void> {
		await runner.query(`
			CREATE TABLE demo_loads (
				step text CONSTRAINT pk_demo_loads PRIMARY KEY,
				loaded_at timestamptz NOT NULL DEFAULT now()
			);
		`);
	}

	async down(): Promise<void> {
		throw new Error('Migrations only go forward.');
	}
}
