import { expect, test } from '@jest/globals';
import { memo } from './memo.js';

test('a result is made once for each key, of no more keys than are kept', () => {
	const made: string[] = [];
	const shout = memo(2, (key, end: string) => {
		made.push(key);
		if (key === 'bad') throw new Error('bad');
		return key.toUpperCase() + end;
	});
	expect([shout('a', '!'), shout('b', '!'), shout('a', '!')]).toEqual(['A!', 'B!', 'A!']);
	expect(made).toEqual(['a', 'b']);
	expect([shout('c', '!'), shout('b', '!'), shout('a', '?')]).toEqual(['C!', 'B!', 'A?']);
	expect(made).toEqual(['a', 'b', 'c', 'a']);
	expect(() => shout('bad', '')).toThrow('bad');
	expect(() => shout('bad', '')).toThrow('bad');
});
