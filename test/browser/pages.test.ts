import { beforeAll, expect, test } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { browserSite } from '../support/stories.js';
import { type Facts, loadDemo } from '../support/demo-site.js';
import type { Visitor } from '../support/visitor.js';

const CSS = '/courses/css-from-scratch';
const GROUP = '/courses/accessible-by-default';
const CONTRAST = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

/** Every page, as it shows itself to different people. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
	stranger: [
		...['/', '/about', '/preferences', '/register', '/sign-in', '/password-reset', '/password-reset/{reset}'],
		...['/admin/claim/{claim}', '{unsubscribe}', '/confirm/gone', '/nothing-here'],
		...['/courses', '/courses?open=true&kind=challenge', '/courses?q=quantum+gravity'],
		...[CSS, `${CSS}/tasks`, `${CSS}/tasks/{task}`, `${CSS}/tasks/{link}`, `${CSS}/people`],
		...[`${CSS}/discussion`, `${CSS}/discussion/{thread}`, `${CSS}/badges`, `${CSS}/copies`],
		...['/courses/huerto-en-el-balcon', '/courses/small-javascript-things'],
		...[
			'/schools',
			'/schools/webcraft',
			'/badges',
			'/badges/{badge}',
			'/badges/{badge}/versions',
			'/badges/{reviewed}',
			'/awards/{quoted}',
			'/awards/{award}',
			'/verify',
		],
		...['/people/ines', '/people/amina', '/invitations/{invitation}', '/invitations/withdrawn'],
	],
	newcomer: ['/', '/invitations/{invitation}', '/confirm/{confirm}', CSS, '/courses/new'],
	linwei: [
		...['/', '/notifications', '/badges', '/people/linwei', '/awards/{award}'],
		...['/badges/{skill}/application', '/badges/{reviewed}/application', '/applications/{secondTry}'],
		...[CSS, `${CSS}/congratulations`, `${CSS}/tasks/{link}`, `${CSS}/tasks/{text}`],
		...[`${CSS}/membership`, `${CSS}/tasks/{link}/work`, `${CSS}/tasks/{link}/work/{work}`],
		...[
			'/schools/webcraft',
			'/settings',
			'/settings/password',
			'/settings/mail',
			'/settings/badges',
			'/settings/erasure',
			'/preferences',
		],
	],
	priya: [
		'/applications/{handedIn}',
		'/badges/{thanks}/gift',
		'/reviews',
		'/',
		CSS,
		`${CSS}/tasks`,
		`${CSS}/tasks/{link}`,
		`${CSS}/tasks/{text}`,
		`${CSS}/discussion`,
	],
	tomasz: [
		...['/courses/import', '/transfers', '/transfers/{transfer}', `${CSS}/copy`],
		...['/', '/courses/new', CSS, `${CSS}/tasks`, `${CSS}/tasks/new`, `${CSS}/tasks/{task}/edit`],
		...[`${CSS}/tasks/{task}/history`, `${CSS}/tasks/{task}/history/{revision}`, `${CSS}/tasks/links`],
		`${CSS}/tasks/{task}/history/comparison?from={revision}&to={revision}`,
		...[`${CSS}/about/history`, `${CSS}/about/history/{about}`, `${CSS}/files`],
		`${CSS}/about/history/comparison?from={about}&to={about}`,
		...[`${CSS}/manage`, `${CSS}/settings`, `${CSS}/about/edit`, `${CSS}/people`, `${CSS}/progress`],
		...[`${CSS}/organisers`, `${CSS}/invitations`],
		...[`${CSS}/badges/new`, `${CSS}/badges/workshop`, '/badges/{badge}/design', '/badges/{badge}/picture'],
		...['/badges/{skill}/rule', '/badges/{badge}/rule', '/reviews', '/applications/{handedIn}'],
		...['/badges/{reviewed}/rule', '/applications/{secondTry}', '/applications/{escalated}'],
		...['/badges/{honour}/grants', '/badges/{honour}/grants/{batch}', '/badges/{skill}'],
		...['/schools/webcraft/badges', '/schools/webcraft/badges/new', '/settings/badges'],
		...[`${CSS}/badges`, `${CSS}/badge/edit`, '/badges/{badge}/awards', '/awards/{award}/revocation'],
		...[
			'/comments/{own}/edit',
			'/comments/{comment}/hiding',
			'/comments/{comment}',
			`${CSS}/discussion/{thread}`,
		],
	],
	aroha: [GROUP, `${GROUP}/applications/{application}`],
	seun: [GROUP, `${GROUP}/applications/new`],
	amina: [
		...['/', GROUP, `${GROUP}/runs`, `${GROUP}/runs/new`, `${GROUP}/runs/{run}/edit`, `${GROUP}/questions`],
		...[`${GROUP}/applications`, `${GROUP}/applications/{application}`],
		...[`${GROUP}/introductions`, `${GROUP}/people`],
	],
	root: [
		...[
			'/badges/new',
			'/badges/of-the-site',
			'/settings/erasure',
			'/admin',
			'/admin/jobs',
			'/admin/mails',
			'/admin/mails/{mail}',
		],
		...['/courses/{draft}', '/courses/{draft}/manage', '/courses/deleted'],
	],
};

const REFUSED: Readonly<Record<string, number>> = {
	'/invitations/withdrawn': 410,
	'/confirm/gone': 410,
	'/nothing-here': 404,
};

const FOR_MACHINES =
	/^\/(assets|files|healthz|robots|keys|status|embed|endorsements|oembed|ob2|ob3|\.well-known)\b|\.(svg|png|csv|json|html)$|:file$|\/(file|embed)$|:name$/;

const site = browserSite();
const visitors = new Map<string, Visitor>();
let facts: Facts;

beforeAll(async () => {
	facts = await loadDemo(site);
	for (const name of Object.keys(PAGES))
		visitors.set(name, name === 'stranger' ? await site.visitor() : await site.member(name));
});

function filledIn(path: string): string {
	return path.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name]));
}

const all = Object.entries(PAGES).flatMap(([name, paths]) =>
	paths.map((path): [string, string] => [name, path]),
);

test.each(all)(
	'what %s sees at %s can be used by everybody, light and dark, wide and narrow',
	async (name, path) => {
		const visitor = visitors.get(name);
		if (!visitor) throw new Error(`${name} is not here.`);
		const { page } = visitor;
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.emulateMedia({ colorScheme: 'light' });
		const response = await page.goto(filledIn(path));
		expect(response?.status()).toBe(REFUSED[path] ?? 200);
		expect(await visitor.axe()).toEqual([]);

		await page.setViewportSize({ width: 360, height: 740 });
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await visitor.overflow()).toBe(0);
		await page.evaluate('for (const each of document.querySelectorAll("main details")) each.open = true');
		expect(await visitor.overflow()).toBe(0);
		expect(await visitor.axe(CONTRAST)).toEqual([]);
	},
);

test('no page is left out', () => {
	const seen = all.map(([, path]) => (path.startsWith('{') ? filledIn(path) : path).split('?')[0] ?? '');
	const missing = pagePatterns().filter((pattern) => {
		const shape = new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`);
		return !seen.some((path) => shape.test(path));
	});
	expect(missing).toEqual([]);
});

/** The paths of all GET handlers that answer with a page. */
function pagePatterns(): string[] {
	const controllers = [...site.app.get(ModulesContainer).values()].flatMap((module) => [
		...module.controllers.values(),
	]);
	const paths = controllers.flatMap(({ metatype }) => {
		const prototype: object = metatype?.prototype ?? {};
		const base: unknown = metatype && Reflect.getMetadata('path', metatype);
		const handlers = Object.getOwnPropertyNames(prototype)
			.map((name): unknown => Reflect.get(prototype, name))
			.filter((value) => typeof value === 'function');
		return handlers
			.filter((handler) => Reflect.getMetadata('method', handler) === RequestMethod.GET)
			.map((handler) => `/${base}/${Reflect.getMetadata('path', handler)}`.replace(/\/+/g, '/'));
	});
	const tidy = paths.map((path) => (path.length > 1 ? path.replace(/\/$/, '') : path));
	return [...new Set(tidy)].filter((path) => !FOR_MACHINES.test(path)).sort();
}
