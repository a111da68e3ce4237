import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startRedis } from './redis-server.js';

test('a private Redis comes back empty on the same port', async () => {
	const server = await startRedis();
	const client = new Redis(server.url);
	client.on('error', () => undefined);
	await client.set('kept', 'no');
	await server.restart();
	expect(await client.get('kept')).toBeNull();
	client.disconnect();
	await server.stop();
});
