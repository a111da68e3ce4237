import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import type { Person } from '../../test/support/person.js';
import { courseOn, importZip } from '../../test/support/transfers.js';
import { zipOf } from '../archives/zip.sample.js';

const original = '../shared/data/course-in-a-box.zip';

let site: TestSite;
let ana: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	({ ana } = await cast(site));
});
afterAll(() => site.close());

/** Every address of this site in the text and pictures of a course's pages, and how it answers. */
async function linksOf(person: Person, course: { href: string }): Promise<Map<string, number>> {
	const tasks = await person.visit(`${course.href}/tasks`);
	const pages = tasks.html
		.querySelectorAll('.task-list a')
		.map((link) => link.getAttribute('href') ?? '')
		.filter((href) => /\/tasks\/\d+$/.test(href));
	const answers = new Map<string, number>();
	for (const url of new Set([course.href, ...pages])) {
		const { html, status } = await person.visit(url);
		answers.set(url, status);
		const links = html.querySelectorAll('main .prose a[href], main .prose img[src]');
		for (const link of links) {
			const address = link.getAttribute('href') ?? link.getAttribute('src') ?? '';
			if (!address.startsWith('/') || answers.has(address)) continue;
			answers.set(address, (await person.request('GET', address)).status);
		}
	}
	return answers;
}

test('a repository becomes a course: modules, pictures and links between pages', async () => {
	const picture = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#063' } })
		.withExif({ IFD0: { Artist: 'somebody' } })
		.jpeg()
		.toBuffer();
	const zip = zipOf({
		'_config.yml': 'baseurl: /knots\n',
		'_data/course.yml': 'title: Knots\ndescription: Six knots\nlang: es\nmodules: [tie, use]\n',
		'index.md': '---\nlayout: index\n---\n[Begin](/modules/tie/bowline/)\n',
		'modules/tie/_posts/2000-01-02-bowline.md':
			'---\ntitle: Bowline\n---\n![b]({{site.baseurl}}/img/b.jpg)\n',
		'modules/use/_posts/2000-01-01-boats.md': '---\ntitle: Boats\n---\n[first](/modules/tie/bowline/)\n',
		'img/b.jpg': picture,
		'css/a.css': 'a',
	});
	const page = await importZip(site, ana, zip);
	expect(page.text).toContain('“css/” belongs to the website');
	const course = courseOn(page);
	expect((await ana.visit(course.href)).text).toContain('Begin');
	const links = await linksOf(ana, course);
	expect([...links.values()].every((status) => status === 200)).toBe(true);
	const shown = [...links.keys()].find((address) => address.startsWith('/files/')) ?? '';
	expect(shown).toMatch(/\.webp$/);
	const { bytes } = await ana.request('GET', shown);
	const facts = await sharp(bytes).metadata();
	expect([facts.format, facts.exif]).toEqual(['webp', undefined]);
	expect([...links.keys()].filter((address) => /\/tasks\/\d+$/.test(address))).toHaveLength(2);
	expect(
		(await ana.visit(`${course.href}/settings`)).html.querySelector('option[selected][value="es"]'),
	).not.toBeNull();
});

const isThere = existsSync(original);

// The repository of course-in-a-box itself is not ours to keep here.
describe(
	isThere ? 'the original course-in-a-box' : `the original course-in-a-box (not checked: no ${original})`,
	() => {
		test('becomes a course of its real modules and pictures, all links working', async () => {
			if (!isThere) return;
			const page = await importZip(site, ana, readFileSync(original));
			expect(page.text).toContain('It is here');
			const links = await linksOf(ana, courseOn(page));
			expect([...links].filter(([, status]) => status !== 200)).toEqual([]);
			const addresses = [...links.keys()];
			expect(addresses.filter((address) => /\/tasks\/\d+$/.test(address))).toHaveLength(13);
			expect(addresses.filter((address) => address.startsWith('/files/'))).toHaveLength(7);
		});
	},
);
