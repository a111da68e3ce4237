import { Controller, Get } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Public } from './access.js';
import { document } from './reply.js';

@Controller('healthz')
export class HealthController {
	constructor(private readonly db: Database) {}

	/** 200 when the process can reach its database; for load balancers and containers. */
	@Get()
	@Public()
	async health() {
		await this.db.query('SELECT 1');
		return document('ok\n', 'text/plain; charset=utf-8', { headers: { 'cache-control': 'no-store' } });
	}
}
