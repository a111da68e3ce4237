import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../config.js';
import { Secrets } from './secrets.js';

let root: string;
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'kunlerni-secrets-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const secretsIn = (folder: string, env: Record<string, string> = {}) =>
	new Secrets(readConfig({ NODE_ENV: 'test', DATA_DIR: join(root, folder), ...env }));

test('a site without a secret of its own makes one that nobody else on the machine reads, and keeps it', () => {
	const key = secretsIn('one').key('issuer-keys');
	expect(key).toHaveLength(32);
	const path = join(root, 'one/secret');
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(readFileSync(path, 'utf8')).toMatch(/^[0-9a-f]{64}$/);
	expect(readdirSync(join(root, 'one'))).toEqual(['secret']);
	expect(secretsIn('one').key('issuer-keys')).toEqual(key);
	expect(secretsIn('one').key('session')).not.toEqual(key);
	expect(secretsIn('two').key('issuer-keys')).not.toEqual(key);
});

test('a secret in the environment counts alone', () => {
	const env = { SECRET: 'only for tests '.repeat(4) };
	expect(secretsIn('three', env).key('x')).toEqual(secretsIn('four', env).key('x'));
	expect(readdirSync(join(root, 'three'))).toEqual([]);
});

test('a secret that was cut short is not taken for one', () => {
	secretsIn('five');
	writeFileSync(join(root, 'five/secret'), '');
	expect(() => secretsIn('five')).toThrow('is damaged');
});
