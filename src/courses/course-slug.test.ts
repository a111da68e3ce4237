import { expect, test } from '@jest/globals';
import { slugsFor } from './course-slug.js';

test.each([
	['Knots for Everyone', 'knots-for-everyone'],
	['¿Cómo hacer una página?', 'como-hacer-una-pagina'],
	['Łódź, Straße & Smørrebrød', 'lodz-strasse-smorrebrod'],
	["Don't panic", 'dont-panic'],
	['学习 HTML', 'html'],
])('%s gets the address %s', (title, slug) => {
	expect(slugsFor(title, 7)[0]).toBe(slug);
});

test('a title without Latin letters, or one that is an address already, gets its number', () => {
	expect(slugsFor('Вязание', 7)[0]).toBe('course-7');
	expect(slugsFor('101', 7)[0]).toBe('course-7');
	expect(slugsFor('New', 7)[0]).toBe('new-7');
});
