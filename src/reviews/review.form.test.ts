import { expect, test } from '@jest/globals';
import { parse } from '../platform/forms/form.js';
import { levelsFrom, ReviewForm } from './review.form.js';

const review = { revision: '7', verdict: 'meets', comment: 'It holds well.' };

test('a review says of which revision it is, whether it meets, and why in ten characters or more', () => {
	const form = parse(ReviewForm, review);
	expect(form.ok && form.value).toEqual({ ...review, revision: 7, isQuotable: false });
	for (const [field, value, error] of [
		['verdict', 'perhaps', 'reviews.error-verdict'],
		['verdict', '', 'reviews.error-verdict'],
		['comment', 'x'.repeat(9), 'reviews.error-comment'],
		['comment', 'x'.repeat(5_001), 'reviews.error-comment'],
		['revision', '0', 'forms.error-invalid'],
		['revision', '2147483648', 'forms.error-invalid'],
		['revision', 'latest', 'forms.error-invalid'],
	] as const) {
		const refused = parse(ReviewForm, { ...review, [field]: value });
		expect(refused.ok ? {} : refused.errors).toEqual({ [field]: error });
	}
	for (const letters of [10, 5_000])
		expect(parse(ReviewForm, { ...review, comment: 'x'.repeat(letters) }).ok).toBe(true);
});

test('words are quoted only from who ticked it', () => {
	for (const [isQuotable, expected] of [
		['true', true],
		['', false],
		['false', false],
	] as const) {
		const form = parse(ReviewForm, { ...review, isQuotable });
		expect(form.ok && form.value.isQuotable).toBe(expected);
	}
});

test('each criterion needs one of its levels; none is set beforehand', () => {
	const rubric = ['One', 'Other'].map((name) => ({ name, levels: ['No', 'Yes'], required: 1 }));
	expect(levelsFrom({ ...review, level1: '1', level2: '0' }, rubric)).toEqual({
		...{ levels: [1, 0], errors: {} },
		rest: review,
	});
	for (const level2 of ['', '2', '1x', '-1', ['0', '1'], '01'])
		expect(levelsFrom({ level1: '0', level2 }, rubric).errors).toEqual({ level2: 'reviews.error-level' });
	expect(Object.keys(levelsFrom({}, rubric).errors)).toEqual(['level1', 'level2']);
});
