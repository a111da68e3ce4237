import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { unpacked, zipped } from './course.sample.js';
import { readArchive } from './read-archive.js';
import { zipOf } from './zip.sample.js';

const png = Buffer.from('89504e470d0a1a0a', 'hex');

async function taken(bytes: Buffer) {
	const reading = await readArchive(bytes);
	if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
	const notes = reading.report.map(({ key, file }) => [key.replace('archives.note-', ''), file ?? null]);
	return { ...reading, notes };
}

const site = {
	'_config.yml': 'markdown: kramdown\nbaseurl: /knots\n',
	'_data/course.yml':
		'title: Knots\ndescription: Six <a href="https://x.example">knots</a>\nlang: es\nmodules: [tie, use, gone]\n',
	'index.md': '---\nlayout: index\n---\n\n[Begin](/modules/tie/bowline/)\n',
	'modules/tie/_posts/2000-01-02-bowline.md':
		'---\ntitle: Bowline\n---\n\n## Bowline\n\n[next](../hitch), [use](/knots/modules/use/)\n',
	'modules/tie/_posts/2000-01-01-reef-knot.md':
		'No title. [page](/single-page) [home]({{ site.baseurl }}/)\n',
	'modules/tie/_posts/2000-01-10-hitch.md': '---\ntitle: Hitch\npublished: false\n---\nx',
	'modules/use/_posts/2000-01-01-boats.markdown':
		'---\ntitle: On boats\n---\n![b]({{site.baseurl}}/img/boat.png) [pdf](/files/plan.pdf)\n',
	'modules/old/_posts/2000-01-01-x.md': 'x',
	'img/boat.png': png,
	'img/unused.png': png,
	'files/plan.pdf': 'plan',
	'css/a.css': 'a',
	'css/b.css': 'b',
	'_layouts/page.html': 'x',
	'single-page.md': 'x',
	LICENSE: 'MIT',
};

describe('a course-in-a-box', () => {
	test('becomes a course of its listed modules, each by date', async () => {
		const { archive, source } = await taken(zipOf(site));
		expect(source).toBe('course-in-a-box');
		expect(archive.course).toMatchObject({
			title: 'Knots',
			summary: 'Six knots',
			language: 'es',
			kind: 'course',
		});
		expect(archive.tasks.map(({ title }) => title)).toEqual([
			'Tie: Reef knot',
			'Tie: Bowline',
			'Use: On boats',
		]);
		expect(archive.assets.map(({ name }) => name)).toEqual([
			expect.stringMatching(/^boat-[0-9a-f]{8}\.png$/),
			expect.stringMatching(/^plan-[0-9a-f]{8}\.pdf$/),
		]);
	});

	test('has its links lead to its own tasks and attachments; the title stands once', async () => {
		const { archive } = await taken(zipOf(site));
		const [reef, bowline, boats] = archive.tasks;
		const [boat, plan] = archive.assets;
		expect(archive.about).toBe(`[Begin](task:${bowline?.lineageId})`);
		expect(reef?.body).toBe('No title. page [home](course:about)');
		expect(bowline?.body).toBe(`next, [use](task:${boats?.lineageId})`);
		expect(boats?.body).toBe(`![b](assets/${boat?.name}) [pdf](assets/${plan?.name})`);
	});

	test('reports what was not taken', async () => {
		const { notes } = await taken(zipOf(site));
		expect(notes).toEqual([
			['module-empty', null],
			['module-unlisted', 'modules/old'],
			['unpublished', 'modules/tie/_posts/2000-01-10-hitch.md'],
			['link-broken', 'modules/tie/_posts/2000-01-01-reef-knot.md'],
			['link-broken', 'modules/tie/_posts/2000-01-02-bowline.md'],
			['image-unused', 'img/unused.png'],
			['page', 'single-page.md'],
			['site-parts', 'css/'],
			['site-parts', '_layouts/'],
			['site-parts', 'LICENSE'],
			['licence-assumed', null],
		]);
	});

	test('may lie in the folder that a repository host adds, and has the same lineages each time', async () => {
		const wrapped = Object.fromEntries(
			Object.entries(site).map(([path, text]) => [`knots-main/${path}`, text]),
		);
		const [inFolder, bare] = [await taken(zipOf(wrapped)), await taken(zipOf(site))];
		expect(await unpacked(inFolder.archive)).toEqual(await unpacked(bare.archive));
	});

	test('without course data takes all modules and asks for a title', async () => {
		const { '_data/course.yml': _data, ...rest } = site;
		const reading = await readArchive(zipOf(rest));
		expect(reading).toMatchObject({
			ok: false,
			problem: { file: '_data/course.yml', args: { field: 'title' } },
		});
		const { archive } = await taken(zipOf({ ...rest, '_config.yml': 'title: Knots' }));
		expect(archive.tasks.map(({ title }) => title)).toEqual([
			'Old: X',
			'Tie: Reef knot',
			'Tie: Bowline',
			'Use: On boats',
		]);
	});
});

const original = '../shared/data/course-in-a-box.zip';
const isThere = existsSync(original);

// The repository of course-in-a-box itself is not ours to keep here.
describe(
	isThere ? 'the original course-in-a-box' : `the original course-in-a-box (not checked: no ${original})`,
	() => {
		test('becomes a course of its thirteen posts and seven pictures, and is a course like any other then', async () => {
			if (!isThere) return;
			const { archive, notes } = await taken(readFileSync(original));
			expect(archive.course.summary).toBe(
				'An open-source project for creating online courses, built by P2PU',
			);
			const modules = archive.tasks.map(({ title }) => title.split(':')[0]);
			const count = (module: string) => modules.filter((name) => name === module).length;
			expect([count('Setup'), count('Content'), count('Customize'), modules.length]).toEqual([3, 4, 6, 13]);
			expect(archive.assets.map(({ mediaType }) => mediaType)).toEqual(Array(7).fill('image/png'));
			expect(notes).toContainEqual(['attachment', 'img/favicon.ico']);
			expect(
				notes.filter(([kind]) => ['link-broken', 'liquid', 'html', 'embed'].includes(kind ?? '')),
			).toEqual([]);
			const first = await zipped(archive);
			const again = await taken(first);
			expect(await unpacked(again.archive)).toEqual(await unpacked(archive));
			expect((await zipped(again.archive)).equals(first)).toBe(true);
		});

		test('shows no HTML, no Liquid and no link within its old site', async () => {
			if (!isThere) return;
			const { archive } = await taken(readFileSync(original));
			for (const text of [archive.about, ...archive.tasks.map(({ body }) => body)]) {
				const prose = renderMarkdown(text).replace(/<(pre|code)[^>]*>[\s\S]*?<\/\1>/g, '');
				expect(prose).not.toMatch(/&lt;|\{\{|\{%|href="\.|(src|href)="\/(?!embed\?)/);
			}
		});
	},
);
