import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import type { Person } from '../../test/support/person.js';
import { courseOf, say } from '../../test/support/talk.js';

let site: TestSite;
let ana: SignedIn;
let ben: SignedIn;
let cleo: SignedIn;
beforeAll(async () => {
	site = await TestSite.start();
	({ ana, ben, cleo } = await cast(site));
});
afterAll(() => site.close());

const course = () => courseOf(site, ana, [ben]);

/** The comment as a person's page shows it. */
async function seenBy(person: Person, page: string, id: number) {
	const { html } = await person.visit(page);
	const comment = html.querySelector(`#comment-${id}`);
	return {
		text: comment?.textContent.replace(/\s+/g, ' ').trim() ?? '',
		folded: comment?.querySelector('details.disclosure .prose')?.textContent.trim() ?? null,
		links: comment?.querySelectorAll('.comment-actions > a').map(({ text }) => text) ?? [],
	};
}

test('Ben edits his own comment, and it says so', async () => {
	const knots = await course();
	const id = await say(ben, knots, 'Left over rigth');
	await ben.visit(knots.tab);
	const link = ben.page?.html.querySelector(`#comment-${id} a[href^="/comments/${id}/edit"]`);
	const form = await ben.visit(link?.getAttribute('href')?.replaceAll('&amp;', '&') ?? '');
	expect(form.html.querySelector('textarea')?.text).toBe('Left over rigth');
	const saved = await ben.submit(`/comments/${id}`, { body: 'Left over **right**' });
	expect(saved.html.querySelector(`#comment-${id} strong`)?.text).toBe('right');
	expect(saved.text).toContain('edited');
	expect(saved.text).toContain('Your comment is saved.');
});

test('saving the same words does not call it edited', async () => {
	const knots = await course();
	const id = await say(ben, knots, 'As it was');
	await ben.post(`/comments/${id}?_method=PUT`, { body: 'As it was' });
	expect(await site.db.one('SELECT edited_at FROM comments WHERE id = $1', [id])).toEqual({
		edited_at: null,
	});
});

test('nobody edits or removes what another wrote, the organiser neither', async () => {
	const knots = await course();
	const id = await say(ben, knots, 'Mine');
	for (const other of [ana, cleo]) {
		expect((await other.visit(`/comments/${id}/edit`)).status).toBe(403);
		expect((await other.post(`/comments/${id}?_method=PUT`, { body: 'Yours' })).status).toBe(403);
		expect((await other.post(`/comments/${id}?_method=DELETE`)).status).toBe(403);
	}
	expect((await site.visitor().post(`/comments/${id}?_method=DELETE`)).status).toBe(401);
	expect((await seenBy(cleo, knots.tab, id)).text).toContain('Mine');
	for (const path of ['/comments/999999/edit', '/comments/0', '/comments/x', '/comments/99999999999'])
		expect((await ben.request('GET', path)).status).toBe(404);
});

test('an edit that cannot be saved keeps its words', async () => {
	const knots = await course();
	const id = await say(ben, knots, 'Fine');
	const refused = await ben.post(`/comments/${id}?_method=PUT`, { body: 'x'.repeat(5_001) });
	expect(refused.status).toBe(422);
	expect(refused.html.querySelector('textarea')?.text).toHaveLength(5_001);
	expect((await ben.post(`/comments/${id}?_method=PUT`, { body: 'ok', more: '1' })).status).toBe(422);
});

test('what its author removed is gone, and the answers stay', async () => {
	const knots = await course();
	const id = await say(ben, knots, 'A secret');
	const answer = await say(ana, knots, 'What do you mean?', { threadId: id });
	await ben.visit(knots.tab);
	const after = await ben.submit(`/comments/${id}`);
	expect(after.text).toContain('Your comment is removed.');
	for (const reader of [ana, ben, cleo, site.visitor()]) {
		const page = await reader.visit(knots.tab);
		expect(page.body).not.toContain('A secret');
		expect((await seenBy(reader, knots.tab, id)).text).toContain('Removed by its author.');
		expect((await seenBy(reader, knots.tab, answer)).text).toContain('What do you mean?');
	}
	expect(await site.db.one('SELECT body_md, body_html FROM comments WHERE id = $1', [id])).toEqual({
		body_md: '',
		body_html: '',
	});
	expect((await ben.post(`/comments/${id}?_method=DELETE`)).status).toBe(303);
	expect((await ben.post(`/comments/${id}?_method=PUT`, { body: 'Back' })).status).toBe(403);
	const told = await site.db.query(
		`SELECT id FROM events WHERE name = 'comment.removed' AND (payload->>'commentId')::int = $1`,
		[id],
	);
	expect(told).toHaveLength(1);
});

test('one can take words back after leaving, but not change them', async () => {
	const knots = await course();
	const id = await say(ben, knots, 'Was here');
	await site.db.query('UPDATE memberships SET left_at = now() WHERE user_id = $1', [ben.id]);
	expect((await ben.post(`/comments/${id}?_method=PUT`, { body: 'Never here' })).status).toBe(403);
	expect((await ben.post(`/comments/${id}?_method=DELETE`)).status).toBe(303);
});

test('a hidden comment: its author and the organisers read why, others only that it is', async () => {
	const knots = await course();
	const id = await say(ben, knots, 'Buy my ropes');
	const place = `${knots.href}/discussion/${id}`;
	expect((await seenBy(ana, knots.tab, id)).links).toEqual(['Hide']);
	expect((await seenBy(ben, knots.tab, id)).links).toEqual(['Edit']);

	const form = await ana.visit(`/comments/${id}/hiding`);
	expect(form.text).toContain('Buy my ropes');
	const refused = await ana.submit(`/comments/${id}/hiding`, { reason: ' ' });
	expect(refused.status).toBe(422);
	const hidden = await ana.submit(`/comments/${id}/hiding`, { reason: 'This is advertising' });
	expect(hidden.text).toContain('The comment is hidden.');

	for (const page of [knots.tab, place]) {
		for (const reader of [ana, ben]) {
			const seen = await seenBy(reader, page, id);
			expect(seen.text).toContain('Hidden by an organiser: This is advertising');
			expect(seen.folded).toBe('Buy my ropes');
		}
		for (const reader of [cleo, site.visitor()]) {
			const { body } = await reader.visit(page);
			expect(body).not.toMatch(/Buy my ropes|This is advertising|people\/ben/);
			expect((await seenBy(reader, page, id)).text).toContain('Hidden by an organiser.');
		}
	}

	expect((await ben.post(knots.post, { body: 'But why?', threadId: String(id) })).status).toBe(422);
	await ana.visit(knots.tab);
	const shown = await ana.submit(`/comments/${id}/hiding`);
	expect(shown.text).toContain('The comment is shown again.');
	expect((await seenBy(cleo, knots.tab, id)).text).toContain('Buy my ropes');
	expect(await site.db.one('SELECT hidden_reason FROM comments WHERE id = $1', [id])).toEqual({
		hidden_reason: null,
	});
});

test('hiding is for organisers, and the first reason stays', async () => {
	const knots = await course();
	const id = await say(ana, knots, 'A rule');
	for (const other of [ben, cleo]) {
		expect((await other.visit(`/comments/${id}/hiding`)).status).toBe(403);
		expect((await other.post(`/comments/${id}/hiding`, { reason: 'No' })).status).toBe(403);
		expect((await other.post(`/comments/${id}/hiding?_method=DELETE`)).status).toBe(403);
	}
	await ana.post(`/comments/${id}/hiding`, { reason: 'First' });
	await ana.post(`/comments/${id}/hiding`, { reason: 'Second' });
	expect(await site.db.one('SELECT hidden_reason FROM comments WHERE id = $1', [id])).toEqual({
		hidden_reason: 'First',
	});
});

test('a removed task takes its threads along and brings them back', async () => {
	const knots = await course();
	const id = await say(ben, knots, 'About the bowline', { taskId: knots.taskId });
	const mark = (at: string) =>
		site.db.query(`UPDATE tasks SET removed_at = ${at} WHERE id = $1`, [knots.taskId]);
	await mark('now()');
	expect((await cleo.visit(knots.tab)).text).not.toContain('About the bowline');
	expect((await cleo.request('GET', `/comments/${id}`)).status).toBe(404);
	expect((await ben.post(knots.post, { body: 'Still?', threadId: String(id) })).status).toBe(404);
	await mark('NULL');
	expect((await cleo.visit(knots.tab)).text).toContain('About the bowline');
});
