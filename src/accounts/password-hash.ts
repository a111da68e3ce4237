import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's cost, 19 MiB and two passes: the floor that OWASP recommends. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'));
}

const nobodys = hashPassword(randomUUID());

/** Takes as long for nobody (null) as for somebody, so that the time tells nothing about who exists. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	const matches = await verify(stored ?? (await nobodys), password.normalize('NFKC'));
	return matches && stored !== null;
}
