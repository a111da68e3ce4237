import { startRedis } from '../support/redis-server.js';

export interface Backend {
	redisUrl?: string;
	stop(): Promise<void>;
}

/** What carries the jobs; each test of the queue runs on both. */
export const backends: [string, () => Promise<Backend>][] = [
	['PostgreSQL', async () => ({ stop: async () => undefined })],
	[
		'Redis',
		async () => {
			const redis = await startRedis();
			return { redisUrl: redis.url, stop: () => redis.stop() };
		},
	],
];
