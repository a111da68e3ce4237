import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../config.js';
import { FetchFailed, Fetcher } from './fetcher.js';
import { isPublicAddress } from './public-address.js';

const env = {
	NODE_ENV: 'test',
	SECRET: 'only for tests '.repeat(4),
	DATABASE_URL: 'postgres://localhost/none',
};
const config = readConfig(env);
const wish = { accept: 'application/json', limit: 1_000 };
const servers: Server[] = [];

async function serving(listener: RequestListener): Promise<Fetcher> {
	const server = createServer(listener);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const fetcher = new Fetcher(config);
	fetcher.standIns.set('badges.example', `http://127.0.0.1:${port}`);
	return fetcher;
}

afterEach(() => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

async function problemOf(work: Promise<unknown>): Promise<string> {
	const error = await work.then(
		() => new Error('It was fetched.'),
		(reason: unknown) => reason,
	);
	if (error instanceof FetchFailed) return error.problem;
	throw error;
}

test.each([
	...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.9.9.9', '169.254.169.254'],
	...[
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'192.0.2.1',
		'198.18.0.1',
		'224.0.0.1',
		'255.255.255.255',
	],
	...[
		'::',
		'::1',
		'::ffff:127.0.0.1',
		'::ffff:8.8.8.8',
		'::7f00:1',
		'fe80::1',
		'fec0::1',
		'fd00::1',
		'ff02::1',
	],
	...[
		'64:ff9b::7f00:1',
		'64:ff9b:1::1',
		'2002:7f00:1::',
		'2001::1',
		'2001:db8::1',
		'3fff::1',
		'100::1',
		'localhost',
		'',
	],
])('%p is no public address', (address) => expect(isPublicAddress(address)).toBe(false));

test.each([
	'1.1.1.1',
	'172.15.0.1',
	'172.32.0.1',
	'100.128.0.1',
	'223.255.255.255',
	'2606:4700::1111',
	'2a00::1',
])('%p is a public address', (address) => expect(isPublicAddress(address)).toBe(true));

describe('the fetcher refuses', () => {
	test.each([
		...['http://127.0.0.1/', 'http://[::1]/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/'],
		...['http://[::ffff:127.0.0.1]/', 'https://169.254.169.254/latest/meta-data', 'http://[64:ff9b::a00:1]/'],
		...[
			'http://8.8.8.8:8080/',
			'http://user:word@8.8.8.8/',
			'ftp://8.8.8.8/',
			'file:///etc/passwd',
			'no address',
		],
		...['javascript:alert(1)', 'data:text/plain,x', 'gopher://8.8.8.8/'],
	])('%s', async (url) => {
		const production = new Fetcher({ ...config, mode: 'production' });
		expect(await problemOf(production.get(url, wish))).toBe('refused');
	});

	test('names of this machine, also where a redirect leads to one', async () => {
		const production = new Fetcher({ ...config, mode: 'production' });
		expect(await problemOf(production.get('http://localhost/', wish))).toBe('refused');
		for (const location of [
			'http://127.0.0.1/',
			'http://[::1]:3000/',
			'file:///etc/passwd',
			'//10.0.0.1/x',
		]) {
			const fetcher = await serving((_request, reply) => reply.writeHead(302, { location }).end());
			expect(await problemOf(fetcher.get('https://badges.example/', wish))).toBe('refused');
		}
	});
});

test('it brings the body, the status and the last address, and sends no cookie', async () => {
	const fetcher = await serving((request, reply) => {
		if (request.url === '/a') {
			reply.writeHead(301, { location: '/b', 'set-cookie': 'a=b' }).end();
			return;
		}
		reply.writeHead(410).end(JSON.stringify([request.url, request.headers.host, request.headers.cookie]));
	});
	const { url, status, body } = await fetcher.get('https://badges.example/a', wish);
	expect([url, status]).toEqual(['https://badges.example/b', 410]);
	expect(JSON.parse(body.toString())).toEqual(['/b', 'badges.example', null]);
});

test('it gives up on endless redirects, on too much and on too little', async () => {
	const circle = await serving((_request, reply) => reply.writeHead(302, { location: '/' }).end());
	expect(await problemOf(circle.get('https://badges.example/', wish))).toBe('too-many-redirects');
	const flood = await serving((_request, reply) => reply.end(Buffer.alloc(1_001)));
	expect(await problemOf(flood.get('https://badges.example/', wish))).toBe('too-large');
	const cut = await serving((request) => request.socket.destroy());
	expect(await problemOf(cut.get('https://badges.example/', wish))).toBe('unreachable');
});

test('a server that wants to talk another protocol has nothing to say', async () => {
	const other = await serving((request) =>
		request.socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
	);
	expect(await problemOf(other.get('https://badges.example/', wish))).toBe('unreachable');
});

test('it waits five seconds in all, however slowly bytes come', async () => {
	const slow = await serving((_request, reply) => {
		const drip = setInterval(() => reply.write('x'), 100);
		reply.on('close', () => clearInterval(drip));
	});
	expect(await problemOf(slow.get('https://badges.example/', wish))).toBe('too-slow');
});

test('in tests it goes nowhere that no server stands in for', async () => {
	await expect(new Fetcher(config).get('https://www.example.org/', wish)).rejects.toThrow(
		'would have gone out',
	);
});
