import { expect, test } from '@jest/globals';
import {
	CREDENTIALS_V2,
	contextOf,
	loadContext,
	OPEN_BADGES_V3,
	PINNED_CONTEXTS,
	UnknownContext,
} from './contexts.js';

test('every context we know comes from its package exactly as pinned', async () => {
	for (const url of PINNED_CONTEXTS.keys()) expect(await contextOf(url)).toHaveProperty('@context');
});

test('the loader serves the contexts we sign with', async () => {
	for (const url of [CREDENTIALS_V2, OPEN_BADGES_V3])
		expect(await loadContext(url)).toMatchObject({ contextUrl: null, documentUrl: url });
});

test.each([
	'https://www.w3.org/ns/credentials/examples/v2',
	'http://127.0.0.1/context.json',
	'file:///etc/passwd',
	`${CREDENTIALS_V2}#`,
])('the loader refuses %s', async (url) => {
	await expect(loadContext(url)).rejects.toBeInstanceOf(UnknownContext);
});
