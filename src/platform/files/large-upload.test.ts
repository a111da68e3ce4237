import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fastify from 'fastify';
import { receiveFile } from './large-upload.js';

const server = fastify();
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'uploads-'));
	await server.register(multipart, { limits: { fileSize: 5 } });
	server.post('/', async (request) => ({
		received: await receiveFile(request, 'zip', join(folder, 'in', 'a.zip'), 100_000),
	}));
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true });
});

async function send(content: string): Promise<unknown> {
	const form = new FormData();
	form.append('zip', new Blob([content]), 'C:\\courses\\knots.zip');
	const body = new Response(form);
	const answer = await server.inject({
		method: 'POST',
		url: '/',
		payload: Buffer.from(await body.arrayBuffer()),
		headers: { 'content-type': body.headers.get('content-type') ?? '' },
	});
	return answer.json().received;
}

test('a file is written while it arrives, up to its limit and not to that of other forms', async () => {
	expect(await send('x'.repeat(100_000))).toEqual({
		name: 'knots.zip',
		sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
	});
	expect(await readFile(join(folder, 'in', 'a.zip'), 'utf8')).toHaveLength(100_000);
});

test('one that is too large leaves nothing, and neither does none', async () => {
	expect(await send('x'.repeat(100_001))).toBe('too-large');
	expect(await send('')).toBeNull();
	expect(await readdir(join(folder, 'in'))).toEqual([]);
});
