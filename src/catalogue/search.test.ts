import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestSite } from '../../test/support/app.js';
import { cast, type SignedIn } from '../../test/support/cast.js';
import { draftCourse, publishedCourse } from '../../test/support/courses.js';
import { addTasks } from '../../test/support/tasks.js';
import { TaskList } from '../tasks/task-list.service.js';
import { CourseSearchQueries } from './course-search.queries.js';
import { SearchIndex } from './search-index.service.js';

let site: TestSite;
let ana: SignedIn;

beforeAll(async () => {
	site = await TestSite.start();
	({ ana } = await cast(site));
	await publishedCourse(site, ana, {
		title: 'Write for the web',
		summary: 'Short texts that people finish.',
	});
	await publishedCourse(site, ana, {
		title: 'Cuentos cortos',
		summary: 'Escribimos un cuento cada semana y hacemos correcciones.',
		language: 'es',
	});
	await publishedCourse(site, ana, {
		title: 'JavaScript in small bites',
		summary: 'One program a day.',
		ownTerm: 'Reading circle',
	});
	await publishedCourse(site, ana, { title: '我们一起学习网页', summary: '从零开始', language: 'zh' });
	const bread = await publishedCourse(site, ana, { title: 'Bread', summary: 'Flour, water, salt.' });
	await addTasks(site, ana, bread, ['Feed the sourdough', 'Fold it']);
	await site.drainJobs();
});
afterAll(() => site.close());

async function titles(q: string, rest = ''): Promise<string[]> {
	const { status, html } = await site.visitor().visit(`/courses?q=${encodeURIComponent(q)}${rest}`);
	expect(status).toBe(200);
	return html.querySelectorAll('.course-card h3').map((title) => title.text);
}

describe('a search finds', () => {
	test.each([
		['a word of the title', 'javascript', 'JavaScript in small bites'],
		['the stem of a word', 'writing', 'Write for the web'],
		['the stem of a Spanish word, without its accent', 'correccion', 'Cuentos cortos'],
		['a word of a task', 'sourdough', 'Bread'],
		["the author's own term", 'reading circle', 'JavaScript in small bites'],
		['a word with a typing error', 'javascrpt', 'JavaScript in small bites'],
		['two words with typing errors', 'sourdogh brread', 'Bread'],
		['the beginning of a word', 'javasc', 'JavaScript in small bites'],
		['part of a text without spaces', '学习', '我们一起学习网页'],
	])('%s', async (_what, q, title) => {
		expect(await titles(q)).toEqual([title]);
	});

	test('the words of the title before those of the summary', async () => {
		await publishedCourse(site, ana, { title: 'Weaving', summary: 'With a wooden loom.' });
		await publishedCourse(site, ana, { title: 'Build a loom', summary: 'For weaving at home.' });
		await site.drainJobs();
		expect(await titles('weaving')).toEqual(['Weaving', 'Build a loom']);
		expect(await titles('weaving -home')).toEqual(['Weaving']);
	});

	test('a new task, and no longer one that was removed', async () => {
		const knots = await publishedCourse(site, ana, { title: 'Knots' });
		const [bowline = 0] = await addTasks(site, ana, knots, ['The bowline']);
		await site.drainJobs();
		expect(await titles('bowline')).toEqual(['Knots']);
		await site.app.get(TaskList).remove(ana, knots.id, bowline);
		await site.drainJobs();
		expect(await titles('bowline')).toEqual([]);
	});

	test('courses that were loaded without an event, once they are taken in', async () => {
		await site.db.query(
			`INSERT INTO courses (id, slug, kind, title, summary, language, published_at)
			VALUES (9000, 'loaded', 'course', 'Beekeeping', 'Hives', 'en', now())`,
		);
		await site.db.query(`INSERT INTO runs (course_id, pace) VALUES (9000, 'rolling')`);
		expect(await titles('beekeeping')).toEqual([]);
		await site.app.get(SearchIndex).indexMissing();
		// By SQL nobody told the page cache.
		expect(await titles('beekeeping ')).toEqual(['Beekeeping']);
	});
});

test('a draft that has the word does not keep typing errors from being forgiven', async () => {
	await draftCourse(site, ana, { title: 'Pottry secrets' });
	await publishedCourse(site, ana, { title: 'Pottery' });
	await site.drainJobs();
	expect(await titles('pottry')).toEqual(['Pottery']);
});

test('without pg_trgm, searching goes on without forgiving', async () => {
	await site.db.query('DROP EXTENSION pg_trgm');
	const search = new CourseSearchQueries(site.db, { now: () => new Date() });
	await search.onApplicationBootstrap();
	const ask = async (q: string) => {
		const filters = { q, kind: '', language: '', school: '', open: false } as const;
		const { courses } = await search.find(filters, { page: 1, limit: 5, offset: 0 });
		return courses.map(({ title }) => title);
	};
	expect(await ask('writing')).toEqual(['Write for the web']);
	expect(await ask('javasc')).toEqual(['JavaScript in small bites']);
	expect(await ask('javascrpt')).toEqual([]);
	await site.db.query('CREATE EXTENSION pg_trgm');
});

test.each([
	['operators', ':*!&|()<->'],
	['SQL', `'; DROP TABLE courses; --`],
	['an open quotation', '"unclosed'],
	['NUL', 'zq\0zq'],
	['wildcards', '%_\\'],
	['emoji', '🧶🧶🧶'],
	['only a minus', '-'],
	['only little words', ' or zq and not '],
	['one endless word', 'x'.repeat(5_000)],
	['endless words', 'zqword '.repeat(500)],
	['markup', '<script>alert(1)</script>'],
])('a question of %s is answered with a page', async (_what, q) => {
	const answer = await site.visitor().request('GET', `/courses?q=${encodeURIComponent(q)}`);
	expect(answer.status).toBe(200);
	expect(answer.body).not.toContain('<script>alert');
	expect(answer.html.querySelector('.empty a')?.getAttribute('href')).toBe('/courses/new');
});

test('many words that nobody wrote, over many long courses, are answered at once', async () => {
	await site.db.query(
		`WITH made AS (
			INSERT INTO courses (slug, kind, title, summary, language, published_at)
			SELECT 'long-' || n, 'course', 'Long', 'Long', 'en', now() FROM generate_series(1, 40) n RETURNING id
		), held AS (INSERT INTO runs (course_id, pace) SELECT id, 'rolling' FROM made)
		INSERT INTO course_search (course_id, document, words)
		SELECT id, '', (SELECT string_agg(md5((n + id)::text), ' ') FROM generate_series(1, 300) n) FROM made`,
	);
	// Or else never: the test's own limit would end it.
	expect(await titles(Array.from({ length: 50 }, (_, n) => `q${n}`).join(' '))).toEqual([]);
});

test('nonsense in the other parameters is left aside', async () => {
	for (const query of [
		'q=a&q=b',
		'kind=%00&page=-1',
		'page=1e9&school=%27',
		'language[x]=y',
		'open=maybe&page=abc',
		'q=%E0%A4%A',
		'q=%ED%A0%80',
	]) {
		const { status } = await site.visitor().request('GET', `/courses?${query}`);
		expect({ query, status }).toEqual({ query, status: 200 });
	}
});
