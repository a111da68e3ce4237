import 'reflect-metadata';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { BrowserSite } from './browser-site.js';
import { loadDemo } from './demo-site.js';
import { startTestCluster, stopTestCluster } from './test-cluster.js';
import type { Visitor } from './visitor.js';

const LIMIT_BYTES = 300_000;
const CSS = '/courses/css-from-scratch';

/** File name, who looks, and at what. */
const PICTURES: readonly [string, string, string][] = [
	['home', '', '/'],
	['catalogue', '', '/courses'],
	['course', '', '/courses/your-first-web-page'],
	['task', 'priya', `${CSS}/tasks/{link}`],
	['my-courses', 'priya', '/'],
	['award', '', '/awards/{award}'],
	['school', 'linwei', '/schools/webcraft'],
	['badge', '', '/badges/{badge}'],
	['editor', 'tomasz', `${CSS}/tasks/{task}/edit`],
];

const SEATS = [
	{ suffix: '1280', width: 1280, height: 900, dark: false, pages: PICTURES },
	{ suffix: '390', width: 390, height: 844, dark: false, pages: PICTURES },
	{
		suffix: '1280-dark',
		width: 1280,
		height: 900,
		dark: true,
		pages: PICTURES.filter(([name]) => ['home', 'task', 'award'].includes(name)),
	},
];

/** Pictures of the deciding pages, wide and narrow, some dark; yields each path when it is written. */
export async function* takeScreenshots(folder: string): AsyncGenerator<string> {
	await startTestCluster();
	const site = new BrowserSite();
	await site.start();
	const facts = await loadDemo(site);
	for (const { suffix, pages, ...seat } of SEATS) {
		for (const [name, who, path] of pages) {
			const visitor = who ? await site.member(who, seat) : await site.visitor(seat);
			await visitor.open(path.replace(/\{(\w+)\}/g, (_, fact: string) => String(facts[fact])));
			const target = join(folder, `${name}-${suffix}.png`);
			await write(visitor, target);
			await visitor.context.close();
			yield target;
		}
	}
	await site.stop();
	await stopTestCluster();
}

/** What is above the fold, in few colours to keep the repository small. */
async function write(visitor: Visitor, target: string): Promise<void> {
	await visitor.page.evaluate('document.fonts.ready.then(() => undefined)');
	const picture = await visitor.page.screenshot({ animations: 'disabled' });
	await sharp(picture).png({ palette: true, quality: 90, effort: 10 }).toFile(target);
	if (statSync(target).size > LIMIT_BYTES) throw new Error(`${target} is too large.`);
}
