import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { emptyStatusList } from '../credentials/status-list.js';
import { StatusLists } from './status-lists.service.js';

let site: TestSite;
beforeAll(async () => {
	site = await TestSite.start();
});
afterAll(() => site.close());

const taken = (count: number) => site.db.transaction((tx) => site.app.get(StatusLists).take(tx, count));

test('no new award gets the place of one that was revoked and whose account is gone', async () => {
	// Of every eight places the first is revoked.
	const [list] = await site.db.query<{ id: number }>(
		'INSERT INTO status_lists (bits) VALUES ($1) RETURNING id',
		[emptyStatusList().fill(0b1000_0000)],
	);
	const places = await taken(60);
	expect(new Set(places.map((place) => place.list))).toEqual(new Set([list?.id]));
	expect(places.filter(({ index }) => index % 8 === 0)).toEqual([]);
	await site.db.query('UPDATE status_lists SET bits = $1', [emptyStatusList().fill(0b1111_1111)]);
	const [next] = await taken(1);
	expect(next?.list).not.toBe(list?.id);
});
