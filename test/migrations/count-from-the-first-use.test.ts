import { afterEach, expect, test } from '@jest/globals';
import { CountFromTheFirstUse1700000004100 } from '../../migrations/1700000004100-count-from-the-first-use.js';
import { type OldSite, siteBefore } from '../support/migrations.js';

let site: OldSite;
afterEach(() => site.drop());

test('of what somebody used before, the present window goes on to count', async () => {
	site = await siteBefore(CountFromTheFirstUse1700000004100);
	await site.query(
		`INSERT INTO throttles (key, window_start, used) VALUES
		('sign-in:ana', now() - interval '1 hour', 9), ('sign-in:ana', now(), 3), ('sign-in:ben', now(), 1)`,
	);
	await site.upgrade();
	expect(await site.query('SELECT key, used FROM throttles ORDER BY key')).toEqual([
		{ key: 'sign-in:ana', used: 3 },
		{ key: 'sign-in:ben', used: 1 },
	]);
});
