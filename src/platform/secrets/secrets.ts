import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Global, Inject, Injectable, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.js';

function fromDataDir(dataDir: string): string {
	const path = join(dataDir, 'secret');
	try {
		writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	const secret = readFileSync(path, 'utf8');
	// Keys sealed with half a secret could be opened by anybody, and never again with the whole.
	if (secret.length < 32) throw new Error(`${path} is damaged. Put back the copy of it in your backup.`);
	return secret;
}

@Injectable()
export class Secrets {
	private readonly root: string;
	private readonly keys = new Map<string, Buffer>();

	constructor(@Inject(CONFIG) config: Config) {
		this.root = config.secret ?? fromDataDir(config.dataDir);
	}

	/** 32 bytes for one purpose, derived from the site's secret with HKDF-SHA-256 (RFC 5869). */
	key(purpose: string): Buffer {
		let key = this.keys.get(purpose);
		if (!key) {
			key = Buffer.from(hkdfSync('sha256', this.root, 'kunlerni', purpose, 32));
			this.keys.set(purpose, key);
		}
		return key;
	}

	/** HMAC-SHA-256 of `text` for one purpose, base64url. */
	sign(purpose: string, text: string): string {
		return createHmac('sha256', this.key(purpose)).update(text).digest('base64url');
	}

	/** Compares in constant time whether `signature` was made by sign(purpose, text). */
	isSigned(purpose: string, text: string, signature: string): boolean {
		const expected = Buffer.from(this.sign(purpose, text));
		const given = Buffer.from(signature);
		return expected.length === given.length && timingSafeEqual(expected, given);
	}
}

@Global()
@Module({ providers: [Secrets], exports: [Secrets] })
export class SecretsModule {}
