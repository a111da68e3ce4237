import { beforeAll, expect, test } from '@jest/globals';
import { TaskAuthoring } from '../../src/tasks/task-authoring.service.js';
import { signedIn, type SignedIn } from '../support/cast.js';
import { draftCourse } from '../support/courses.js';
import { browserSite } from '../support/stories.js';
import { addTasks } from '../support/tasks.js';
import type { Visitor } from '../support/visitor.js';

const site = browserSite();
let author: SignedIn;
beforeAll(async () => {
	author = await signedIn(site.test, 'ana');
});

async function course(title: string, ...tasks: string[]) {
	const built = await draftCourse(site.test, author, { title });
	return { ...built, tasks: await addTasks(site.test, author, built, tasks) };
}

function order(courseId: number): Promise<string[]> {
	return site.db
		.query<{ title: string }>('SELECT title FROM tasks WHERE course_id = $1 ORDER BY position', [courseId])
		.then((rows) => rows.map(({ title }) => title));
}

function savedOrder(courseId: number, wanted: string[]) {
	return site.eventually(`the order ${wanted}`, async () =>
		(await order(courseId)).join() === wanted.join() ? true : undefined,
	);
}

async function drag(ana: Visitor, title: string, onto: string) {
	const handle = ana.page.getByRole('button', { name: `Drag to move “${title}”` });
	const target = ana.page.locator('.task-list > li', { hasText: onto });
	const [from, to] = [await handle.boundingBox(), await target.boundingBox()];
	if (!from || !to) throw new Error('There is nothing to drag.');
	await ana.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
	await ana.page.mouse.down();
	await ana.page.mouse.move(from.x + from.width / 2, to.y + to.height * 0.8, { steps: 8 });
	await ana.page.mouse.up();
}

test('tasks are dragged to their places with a pointer, and moved with the arrow keys', async () => {
	const { href, id } = await course('Order', 'One', 'Two', 'Three');
	const ana = await site.member('ana');
	await ana.open(`${href}/tasks`);
	await drag(ana, 'One', 'Three');
	await savedOrder(id, ['Two', 'Three', 'One']);
	await ana.page.getByText('“One” is now task 3 of 3.').waitFor({ state: 'attached' });
	const handle = ana.page.getByRole('button', { name: 'Drag to move “One”' });
	await handle.focus();
	await ana.page.keyboard.press('ArrowUp');
	await ana.page.keyboard.press('ArrowUp');
	await savedOrder(id, ['One', 'Two', 'Three']);
	expect(await handle.evaluate((element) => element.matches(':focus'))).toBe(true);
	expect(await ana.page.getByRole('button', { name: 'Move up: One' }).isDisabled()).toBe(true);
	await ana.open(`${href}/tasks`);
	expect(await ana.page.locator('.task-list > li > a').allTextContents()).toEqual(['One', 'Two', 'Three']);
	expect(await ana.axe()).toEqual([]);
});

test('a browser closed in mid-sentence loses nothing: another one goes on', async () => {
	const { href, tasks } = await course('Drafts', 'Bowline');
	const ana = await site.member('ana');
	await ana.open(`${href}/tasks/${tasks[0]}/edit`);
	const text = ana.page.getByLabel('What to do');
	await text.fill('');
	await text.pressSequentially('Half a sent');
	await ana.sees(/^Saved as draft \d\d:\d\d$/);
	await text.pressSequentially('ence');
	await ana.page.close({ runBeforeUnload: true });
	const elsewhere = await site.member('ana', { javaScript: false });
	await site.eventually('the last word', async () => {
		await elsewhere.open(`${href}/tasks/${tasks[0]}/edit`);
		const kept = await elsewhere.page.getByLabel('What to do').inputValue();
		return kept === 'Half a sentence' || undefined;
	});
	await elsewhere.sees('You are going on with your draft');
	await elsewhere.press('Save task');
	await elsewhere.sees('Half a sentence');
});

test('without a connection the text stays in this browser, and is saved when the connection is back', async () => {
	const { href, id } = await course('Offline');
	const ana = await site.member('ana');
	await ana.open(`${href}/tasks/new`);
	const text = ana.page.getByLabel('What to do');
	await ana.context.setOffline(true);
	await text.pressSequentially('On the train');
	const state = ana.page.locator('[data-draft-state]');
	await state.getByText('Not saved: you are offline. Your text is kept in this browser.').waitFor();
	expect(await state.getAttribute('role')).toBe('status');
	await ana.context.setOffline(false);
	await state.getByText(/^Saved as draft/).waitFor();
	site.takeProblems();
	const draft = await site.db.one<{ body: string }>(
		`SELECT fields->>'body' AS body FROM drafts WHERE place = $1`,
		[`new-task-${id}`],
	);
	expect(draft?.body).toBe('On the train');
});

test('a file is put in where the caret is, and a film is asked for only by a click', async () => {
	const { href, id } = await course('Media');
	const ana = await site.member('ana');
	await ana.open(`${href}/tasks/new`);
	await ana.fill({ Title: 'Watch', 'What to do': 'Before. After.' });
	const text = ana.page.getByLabel('What to do');
	await text.focus();
	await ana.page.keyboard.press('Control+Home');
	for (let n = 0; n < 7; n++) await ana.page.keyboard.press('ArrowRight');
	await ana.page.getByLabel('Picture or file').setInputFiles({
		name: 'notes.txt',
		mimeType: 'text/plain',
		buffer: Buffer.from('some notes'),
	});
	await ana.page.getByRole('button', { name: 'Upload and put into the text' }).click();
	await ana.sees('The file is there.');
	expect(await text.inputValue()).toMatch(/^Before\.\n\n\[notes\.txt\]\(\/files\/.*\)\n\n After\.$/);
	expect(await ana.axe()).toEqual([]);
	await ana.press('Add a task');

	await ana.open(`${href}/tasks/new`);
	await ana.fill({ Title: 'Listen' });
	// A second of silence.
	const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]);
	await ana.page.getByLabel('Picture or file').setInputFiles({
		name: 'silence.mp3',
		mimeType: 'audio/mpeg',
		buffer: Buffer.concat(Array.from({ length: 38 }, () => frame)),
	});
	await ana.page.getByRole('button', { name: 'Upload and put into the text' }).click();
	await ana.sees('The file is there.');
	await ana.press('Add a task');
	await ana.follow('Listen');
	await ana.page.waitForFunction('document.querySelector("audio").duration > 0.5');
	expect(await ana.page.evaluate('document.querySelector("audio").paused')).toBe(true);
	expect(await ana.axe()).toEqual([]);

	const film = { title: 'Film', body: 'https://youtu.be/abcdefghi_-', proof: 'none' } as const;
	const task = await site.app.get(TaskAuthoring).create(author, id, film);
	await ana.open(`${href}/tasks/${task}`);
	expect(await ana.axe()).toEqual([]);
	expect(site.takeProblems()).toEqual([]);
	await ana.page.getByRole('link', { name: 'Load video' }).click();
	await ana.page.frameLocator('figure iframe').locator('iframe').waitFor();
	const asked = await site.eventually('a question to the other site', async () => {
		const problems = site.takeProblems();
		return problems.length > 0 ? problems.join() : undefined;
	});
	expect(asked).toContain('asked another site: https://www.youtube-nocookie.com/embed/abcdefghi_-');
	await ana.page.close();
	site.takeProblems();
});
