import { expect, test } from '@jest/globals';
import { idFrom, NotFound, uuidFrom } from './errors.js';
import { pageLinks, paginate } from './paginate.js';
import { localPath } from './reply.js';
import { RouteTable } from './route-table.js';

test.each([
	['/courses/knots?page=2', '/courses/knots?page=2'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['https://evil.example', '/'],
	['/courses\nSet-Cookie: x', '/'],
	['javascript:alert(1)', '/'],
	['', '/'],
	[undefined, '/'],
	[['/a', '/b'], '/'],
])('after signing in %p leads to %s', (wish, path) => {
	expect(localPath(wish)).toBe(path);
});

test.each(['0', '-1', '1.5', '1e3', '2147483648', 'abc', '', '1; DROP'])('%p is no id', (text) => {
	expect(() => idFrom(text)).toThrow(NotFound);
});

test('ids and UUIDs are taken as they are', () => {
	expect(idFrom('42')).toBe(42);
	expect(uuidFrom('2f1c8a52-0c1b-4f6e-9d4a-1f0e8b0c9f11')).toBe('2f1c8a52-0c1b-4f6e-9d4a-1f0e8b0c9f11');
	expect(() => uuidFrom('2f1c8a52')).toThrow(NotFound);
});

test('a page number that is none means the first page', () => {
	expect(paginate('3', 20)).toEqual({ page: 3, limit: 20, offset: 40 });
	for (const wish of ['0', '-2', 'x', '1.5', undefined, '999999999']) expect(paginate(wish, 20).page).toBe(1);
});

test('links to neighbours keep the search and leave out page 1', () => {
	expect(
		pageLinks('/courses', { q: 'tea & bread', page: '2' }, { page: 2, limit: 20, offset: 20 }, true),
	).toEqual({
		page: 2,
		previous: '/courses?q=tea+%26+bread',
		next: '/courses?q=tea+%26+bread&page=3',
	});
});

test('the route table knows which methods an address takes', () => {
	const routes = new RouteTable();
	routes.add('GET', '/courses/:slug');
	routes.add('DELETE', '/courses/:slug');
	routes.add('GET', '/assets/:version/*');
	expect(routes.methodsOf('/courses/knots?x=1')).toEqual(['DELETE', 'GET']);
	expect(routes.methodsOf('/assets/abc/css/site.css')).toEqual(['GET']);
	expect(routes.methodsOf('/courses')).toEqual([]);
});
