import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { type SignedIn, signedIn } from '../../test/support/cast.js';
import { courseOf, say } from '../../test/support/talk.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	ana = await signedIn(site, 'ana');
	ben = await signedIn(site, 'ben');
});
afterAll(() => site.close());

/** So many notices of things that Ben did. */
async function tell(person: SignedIn, count: number): Promise<void> {
	await site.db.query(
		`WITH happened AS (
			INSERT INTO events (name, actor_id, payload) SELECT 'course.joined', $1, '{}' FROM generate_series(1, $3::int)
			RETURNING id
		) INSERT INTO notifications (user_id, event_id, kind, path, args)
		SELECT $2, id, 'joined', '/courses/knots/people', '{"course": "Knots"}' FROM happened`,
		[ben.id, person.id, count],
	);
}

const bell = (person: SignedIn) => person.page?.html.querySelector('.bell-count')?.text ?? '';

test('without any, the list says what will come', async () => {
	const zoe = await signedIn(site, 'zoe');
	expect((await zoe.visit('/notifications')).text).toContain('Nothing has happened yet');
	expect(zoe.page?.html.querySelector('form[action="/notifications/reading"]')).toBeNull();
});

test('looking at the list changes nothing; the button marks what was seen, not what came since', async () => {
	const knots = await courseOf(site, ana, [ben]);
	await say(ben, knots, 'First');
	await site.drainJobs();
	await ana.visit('/notifications');
	await ana.visit('/notifications');
	expect(bell(ana)).toBe('2');
	await say(ben, knots, 'Second');
	await site.drainJobs();
	const marked = await ana.submit('/notifications/reading');
	expect(marked.text).toContain('All is marked as read.');
	expect(bell(ana)).toBe('1');
	expect(marked.html.querySelectorAll('.notices [data-unread]')).toHaveLength(1);
	expect(marked.html.querySelector('.notices > li')?.hasAttribute('data-unread')).toBe(true);
	await ana.submit('/notifications/reading');
	expect(bell(ana)).toBe('');
});

test('nobody marks what is another’s, and nonsense marks nothing', async () => {
	const eva = await signedIn(site, 'eva');
	await tell(eva, 1);
	await ben.post('/notifications/reading', { upTo: '999999' });
	await eva.post('/notifications/reading', { upTo: 'all' });
	await eva.visit('/notifications');
	expect(bell(eva)).toBe('1');
	expect((await site.visitor().request('GET', '/notifications')).location).toContain('/sign-in');
});

test('a former member is somebody', async () => {
	const gus = await signedIn(site, 'gus');
	const guest = await signedIn(site, 'guest');
	await tell(gus, 1);
	await site.db.query('UPDATE events SET actor_id = $1 WHERE id = (SELECT max(id) FROM events)', [guest.id]);
	expect((await gus.visit('/notifications')).text).toContain('Guest joined “Knots”.');
	await site.db.query('DELETE FROM users WHERE id = $1', [guest.id]);
	expect((await gus.visit('/notifications')).text).toContain('Somebody joined “Knots”.');
});

test('the list takes as many statements with 20 rows as with 2, and has pages', async () => {
	const [few, many] = [await signedIn(site, 'few'), await signedIn(site, 'many')];
	await tell(few, 2);
	await tell(many, 40);
	const statements = await site.statementsOf(() => few.visit('/notifications'));
	expect(await site.statementsOf(() => many.visit('/notifications'))).toBe(statements);
	expect(statements).toBeLessThanOrEqual(4);
	expect(many.page?.html.querySelectorAll('.notices > li')).toHaveLength(30);
	expect((await many.visit('/notifications?page=2')).html.querySelectorAll('.notices > li')).toHaveLength(10);
	expect((await many.visit('/notifications?page=7')).status).toBe(200);
});
