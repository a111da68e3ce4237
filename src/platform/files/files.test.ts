import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import sharp from 'sharp';
import { createTestDatabase } from '../../../test/support/test-cluster.js';
import { CONFIG, readConfig } from '../../config.js';
import { Database } from '../database/database.js';
import { DatabaseModule } from '../database/database.module.js';
import { ClockModule } from '../clock/clock.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { NotFound } from '../http/errors.js';
import { FilesController } from './files.controller.js';
import { FilesModule } from './files.module.js';
import { Files, fileUrl } from './files.js';
import { preparedImage } from './prepared-file.js';

let site: TestingModule;
let folder: string;
let database: { url: string; drop(): Promise<void> };

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'files-'));
	database = await createTestDatabase();
	const config = readConfig({
		NODE_ENV: 'test',
		DATABASE_URL: database.url,
		DATA_DIR: folder,
		MEMBER_STORAGE_MB: '1',
	});
	@Global()
	@Module({ providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] })
	class ConfigModule {}
	site = await Test.createTestingModule({
		imports: [ConfigModule, DatabaseModule, ClockModule, JobsModule, FilesModule],
	}).compile();
	await site.init();
});

afterAll(async () => {
	await site?.close();
	await database?.drop();
	await rm(folder, { recursive: true, force: true });
});

const stored = async () =>
	(await readdir(join(folder, 'files'), { recursive: true })).filter((name) => name.includes('.'));

function picture(background: string): Promise<Buffer> {
	return sharp({ create: { width: 600, height: 300, channels: 3, background } })
		.png()
		.toBuffer();
}

async function save(bytes: Buffer) {
	const file = await preparedImage(bytes, 100);
	if (typeof file === 'string') return file;
	return site.get(Database).transaction((tx) => site.get(Files).save(tx, file, 1));
}

async function saveBytes(
	mediaType: string,
	bytes: string | Buffer,
	ownerId: number | null = null,
): Promise<{ id: string }> {
	const file = { bytes: Buffer.from(bytes), mediaType, width: null, height: null };
	const saved = await site.get(Database).transaction((tx) => site.get(Files).save(tx, file, ownerId));
	if (typeof saved === 'string') throw new Error(saved);
	return saved;
}

test('an uploaded picture is kept as WebP, served to everybody and for ever', async () => {
	const saved = await save(await picture('#04c'));
	if (typeof saved === 'string') throw new Error(saved);
	expect(fileUrl(saved.id)).toBe(`/files/${saved.id}/image.webp`);
	const answer = await site.get(FilesController).show(saved.id, 'image.webp');
	expect(answer.type).toBe('image/webp');
	expect(await sharp(answer.body as Buffer).metadata()).toMatchObject({
		format: 'webp',
		width: 100,
		height: 50,
	});
	expect(answer.options.headers).toEqual({
		'accept-ranges': 'bytes',
		'cache-control': 'public, max-age=31536000, immutable',
		'content-disposition': 'inline',
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
		etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
	});
	const row = await site
		.get(Database)
		.one('SELECT width, height, owner_id FROM files WHERE id = $1', [saved.id]);
	expect(row).toEqual({ width: 100, height: 50, owner_id: 1 });
});

test('the same bytes are kept once, and no draft is left', async () => {
	const before = await stored();
	const ids = [await save(await picture('#fff')), await save(await picture('#fff'))];
	expect(new Set(ids).size).toBe(2);
	const after = await stored();
	expect(after).toHaveLength(before.length + 1);
	for (const name of after) expect(name).toMatch(/^([0-9a-f]{2})\/\1[0-9a-f]{62}\.webp$/);
});

test('what is no picture leaves nothing behind', async () => {
	const before = await stored();
	expect(await save(Buffer.from('<svg/>'))).toBe('not-an-image');
	expect(await stored()).toEqual(before);
});

test('what is not a plain picture is a download with a harmless name', async () => {
	const { id } = await saveBytes('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>');
	const answer = await site.get(FilesController).show(id, 'a";\r\nx.svg');
	expect(answer.options.headers).toMatchObject({
		'content-disposition': 'attachment; filename="a____x.svg"',
	});
	expect(answer.body.toString()).toContain('<svg');
});

test('a player gets the part that it asks for, of the version it knows', async () => {
	const { id } = await saveBytes('audio/mpeg', 'do re mi fa so');
	const ask = async (range?: string, version?: string) => {
		const { body, options } = await site.get(FilesController).show(id, 'scale.mp3', range, version);
		return [options.status ?? 200, body.toString(), options.headers?.['content-range']];
	};
	expect(await ask()).toEqual([200, 'do re mi fa so', undefined]);
	expect(await ask('bytes=3-4')).toEqual([206, 're', 'bytes 3-4/14']);
	expect(await ask('bytes=12-')).toEqual([206, 'so', 'bytes 12-13/14']);
	expect(await ask('bytes=14-')).toEqual([416, '', 'bytes */14']);
	expect(await ask('bytes=3-4', '"another version"')).toEqual([200, 'do re mi fa so', undefined]);
});

test('what one member may keep has an end, the same bytes count once, and two uploads at once share it', async () => {
	const part = (fill: string) => Buffer.alloc(400_000, fill);
	await saveBytes('text/plain', part('a'), 7);
	for (const again of ['a', 'b', 'a']) await saveBytes('text/plain', part(again), 7);
	expect(await site.get(Files).roomOf(7)).toEqual({ used: 800_000, limit: 1_000_000 });
	await expect(saveBytes('text/plain', part('c'), 7)).rejects.toThrow('no-room');
	await saveBytes('text/plain', part('c'), 8);
	await saveBytes('text/plain', part('c'));
	const small = ['d', 'e', 'f', 'g'].map((fill) => saveBytes('text/plain', Buffer.alloc(150_000, fill), 7));
	const outcomes = await Promise.allSettled(small);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('an unknown, malformed or lost file is not found', async () => {
	const { id } = await saveBytes('image/png', 'only here');
	await rm(join(folder, 'files'), { recursive: true });
	for (const wrong of [id, '00000000-0000-4000-8000-000000000000', '1', '../../etc/passwd'])
		await expect(site.get(FilesController).show(wrong, 'image.webp')).rejects.toThrow(NotFound);
});
