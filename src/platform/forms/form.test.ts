import { describe, expect, test } from '@jest/globals';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { parse, typed } from './form.js';

class NoteForm {
	@IsString({ message: 'notes.error-title' })
	@MinLength(1, { message: 'notes.error-title' })
	@MaxLength(5, { message: 'notes.error-title-long' })
	title: string;

	@IsOptional()
	@IsString()
	body = '';
}

describe('parse', () => {
	test('gives a typed value, with defaults for what was not sent', () => {
		const form = parse(NoteForm, { title: ' tea ', _csrf: 'x', _method: 'PUT' });
		expect(form).toMatchObject({ ok: true, value: { title: 'tea', body: '' } });
	});

	test('keeps what was typed and names the message of each field', () => {
		const form = parse(NoteForm, { title: 'too long', body: 'kept' });
		expect(form).toEqual({
			ok: false,
			values: { title: 'too long', body: 'kept' },
			errors: { title: 'notes.error-title-long' },
		});
	});

	test('refuses fields it does not know', () => {
		expect(parse(NoteForm, { title: 'tea', isAdmin: 'true' })).toMatchObject({
			ok: false,
			errors: { form: 'forms.error-unknown-field' },
		});
	});

	test.each([null, undefined, 'text', 7, []])('takes %p for an empty form', (body) => {
		expect(parse(NoteForm, body)).toMatchObject({ ok: false, errors: { title: 'notes.error-title' } });
	});
});

test('typed text has plain line ends, no NUL, no space around it and no structure', () => {
	expect(typed({ a: ' one\r\ntwo\0 ', b: ['x ', { deep: 1 }], c: { deep: 1 }, d: 7 })).toEqual({
		a: 'one\ntwo',
		b: ['x'],
		d: '7',
	});
	expect(typed({ a: 'half \ud83d, whole \ud83d\udc26' })).toEqual({ a: 'half \ufffd, whole 🐦' });
});
