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

let site: TestingModule;
let folder: string;
let database: { url: string; drop(): Promise<void> };

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'files-'));
	database = await createTestDatabase();
	const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url, DATA_DIR: folder });
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

function save(bytes: Buffer) {
	return site
		.get(Database)
		.transaction((tx) => site.get(Files).saveImage(tx, { bytes, ownerId: 1, maxEdge: 100 }));
}

function saveBytes(mediaType: string, text: string) {
	const made = { bytes: Buffer.from(text), mediaType, ownerId: null };
	return site.get(Database).transaction((tx) => site.get(Files).saveBytes(tx, made));
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
		'cache-control': 'public, max-age=31536000, immutable',
		'content-disposition': 'inline',
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
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

test('an unknown, malformed or lost file is not found', async () => {
	const { id } = await saveBytes('image/png', 'only here');
	await rm(join(folder, 'files'), { recursive: true });
	for (const wrong of [id, '00000000-0000-4000-8000-000000000000', '1', '../../etc/passwd'])
		await expect(site.get(FilesController).show(wrong, 'image.webp')).rejects.toThrow(NotFound);
});
