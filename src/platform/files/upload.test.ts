import { afterAll, beforeAll, expect, test } from '@jest/globals';
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import { IMAGE_BYTES_LIMIT } from './image.js';
import { readUpload } from './upload.js';

const app = fastify();

beforeAll(async () => {
	await app.register(multipart);
	app.post('/', async (request) => {
		await readUpload(request, 'other');
		const { fields, file, name } = await readUpload(request, 'picture');
		return { fields, file: Buffer.isBuffer(file) ? file.length : file, ...(name && { name }) };
	});
});

afterAll(() => app.close());

async function send(form: FormData | string) {
	const body = new Response(form);
	const headers = {
		'content-type': typeof form === 'string' ? 'application/json' : (body.headers.get('content-type') ?? ''),
	};
	return app.inject({ method: 'POST', url: '/', headers, payload: Buffer.from(await body.arrayBuffer()) });
}

function form(fields: Record<string, string | Blob>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.append(name, value);
	return data;
}

test('fields and file of one form', async () => {
	const answer = await send(form({ title: 'Knots', picture: new Blob(['abc']), note: 'ñ' }));
	expect(answer.json()).toEqual({
		fields: { title: 'Knots', note: 'ñ' },
		file: 3,
		name: 'blob',
	});
});

test('the name of a file comes without its folder and without what could hide in it', async () => {
	const picture = new File(['x'], 'C:\\photos\\knot\u202egpj.exe');
	expect((await send(form({ picture }))).json().name).toBe('knotgpj.exe');
});

test('no file chosen, and a file under another name', async () => {
	expect((await send(form({ title: 'a', picture: new Blob([]) }))).json()).toEqual({
		fields: { title: 'a' },
		file: null,
	});
	expect((await send(form({ title: 'a', cover: new Blob(['x']) }))).json().file).toBeNull();
});

test('a file above the limit keeps the fields', async () => {
	const answer = await send(form({ picture: new Blob([new Uint8Array(IMAGE_BYTES_LIMIT + 1)]), title: 'a' }));
	expect(answer.json()).toEqual({ fields: { title: 'a' }, file: 'too-large' });
});

test('a form without files gives its text fields', async () => {
	expect((await send('{"title":"a","deep":{"x":1}}')).json()).toEqual({ fields: { title: 'a' }, file: null });
});

test('two files, too many fields and a broken body are refused', async () => {
	expect((await send(form({ picture: new Blob(['a']), other: new Blob(['b']) }))).statusCode).toBe(413);
	const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`f${n}`, 'x']));
	expect((await send(form(many))).statusCode).toBe(413);
	const headers = { 'content-type': 'multipart/form-data; boundary=x' };
	const broken = await app.inject({ method: 'POST', url: '/', headers, payload: '--x\r\nContent-Disp' });
	expect(broken.statusCode).toBeGreaterThanOrEqual(400);
});
