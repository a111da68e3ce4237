import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import multipart from '@fastify/multipart';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { HttpException } from '@nestjs/common';
import fastify, { type FastifyError, type FastifyRequest } from 'fastify';
import { receiveFile } from './large-upload.js';

const server = fastify();
let folder: string;
/** What a form waits for before it is read, as it does for the database. */
let before: (request: FastifyRequest) => Promise<unknown>;
let refusals: unknown[];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'uploads-'));
	await server.register(multipart, { limits: { fileSize: 5 } });
	server.post('/', async (request) => {
		await before(request);
		return { received: await receiveFile(request, 'zip', join(folder, 'in', 'a.zip'), 100_000) };
	});
	server.setErrorHandler(async (error: FastifyError, _request, reply) => {
		const status = error instanceof HttpException ? error.getStatus() : (error.statusCode ?? 500);
		refusals.push(status);
		return reply.code(status).send();
	});
	await server.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(() => {
	before = async () => undefined;
	refusals = [];
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true });
});

async function upload(content: string): Promise<unknown> {
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
	expect(await upload('x'.repeat(100_000))).toEqual({
		name: 'knots.zip',
		sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
	});
	expect(await readFile(join(folder, 'in', 'a.zip'), 'utf8')).toHaveLength(100_000);
});

test('one that is too large leaves nothing, and neither does none', async () => {
	expect(await upload('x'.repeat(100_001))).toBe('too-large');
	expect(await upload('')).toBeNull();
	expect(await readdir(join(folder, 'in'))).toEqual([]);
});

const FILE =
	'--x\r\nContent-Disposition: form-data; name="zip"; filename="a.zip"\r\nContent-Type: application/zip\r\n\r\nPK';
const FIELD = '\r\n--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nhal';

/** Sends `body` under a head that promises `missing` bytes more. */
function send(body: string, missing = 0): Socket {
	const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
	socket.on('error', () => undefined);
	const head = 'Host: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nConnection: close\r\n';
	socket.write(`POST / HTTP/1.1\r\n${head}Content-Length: ${body.length + missing}\r\n\r\n${body}`);
	return socket;
}

test.each([FILE, FILE + FIELD])('a form that is cut short is refused and leaves nothing', async (body) => {
	const [answer] = await once(send(body).setEncoding('utf8'), 'data');
	expect(answer).toMatch(/^HTTP\/1.1 400 /);
	expect(await readdir(join(folder, 'in'))).toEqual([]);
});

test.each(['while it is read', 'before'])('and so is one whose sender goes away %s', async (when) => {
	let sender: Socket;
	before = async ({ raw }) => {
		sender.destroy();
		while (when === 'before' && !raw.destroyed) await sleep(10);
	};
	sender = send(FILE, 50_000);
	while (refusals.length === 0) await sleep(10);
	expect(refusals).toEqual([400]);
	expect(await readdir(join(folder, 'in'))).toEqual([]);
});
