import { expect, test } from '@jest/globals';
import handlebars from 'handlebars';
import { fixTexts } from './fixed-texts.js';

const texts: Record<string, string> = { 't greeting': 'Tea & bread', 'icon star': '<svg/>' };
const lookup = (helper: string, argument: string) => texts[`${helper} ${argument}`];

function render(source: string, context: object = {}): string {
	const engine = handlebars.create();
	engine.registerHelper(
		't',
		(key: string, options: { hash: object }) => `asked ${key} ${Object.keys(options.hash).join()}`,
	);
	engine.registerPartial('_label', '<b>{{label}}</b>');
	return engine.compile(fixTexts(source, lookup))(context);
}

test('a fixed text is written out, escaped; markup stays markup', () => {
	expect(render('<p>{{t "greeting"}} {{icon "star"}}</p>')).toBe('<p>Tea &amp; bread <svg/></p>');
});

test('a fixed text that is handed on is escaped once, where it is shown', () => {
	expect(render('{{> _label label=(t "greeting")}}')).toBe('<b>Tea &amp; bread</b>');
});

test('it reaches into blocks', () => {
	expect(
		render('{{#if on}}{{t "greeting"}}{{else}}{{#each list}}{{t "greeting"}}{{/each}}{{/if}}', { list: [1] }),
	).toBe('Tea &amp; bread');
});

test('what has arguments, or is not known, is asked when the page is made', () => {
	expect(render('{{t "greeting" name="x"}}, {{t key}}, {{t "other"}}', { key: 'k' })).toBe(
		'asked greeting name, asked k , asked other ',
	);
});
