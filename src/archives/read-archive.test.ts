import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { LOCALES, readMessages } from '../platform/i18n/i18n.js';
import { readArchive } from './read-archive.js';
import { zipOf } from './zip.sample.js';

const lineage = '6f1f1f0e-3a55-4a5e-9f3e-0d9c2f6f7a11';
const course = `format: kunlerni-course
version: 1
title: Knots
summary: Six knots that hold
kind: study-group
own_term: Knot club
language: en
accent: teal
licence: CC-BY-SA-4.0
tags: [rope, sailing]
task_editing: participants
run: { pace: fixed, sign_up: moderated, seats: 12, questions: [{ text: Why?, audience: organisers }] }
`;
const task = `---\ntitle: First\nlineage: ${lineage}\nproof: link\n---\nTie it.\n`;
const good = { 'course.yml': course, 'about.md': '# Knots\n', 'tasks/01-first.md': task };

async function taken(files: Record<string, string | Buffer>) {
	const reading = await readArchive(zipOf(files));
	if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
	return reading;
}

async function problemOf(files: Record<string, string | Buffer>) {
	const reading = await readArchive(zipOf(files));
	if (reading.ok) throw new Error('was taken');
	const { key, args } = reading.problem;
	return [key.replace('archives.problem-', ''), args['field'] ?? args['line'] ?? null, args['file'] ?? null];
}

describe('a course written by hand', () => {
	test('is read with what it leaves out', async () => {
		const { archive, source, report } = await taken(good);
		expect(archive.course).toMatchObject({ ownTerm: 'Knot club', effort: '', cover: null, forkedFrom: null });
		expect(archive.course.run.questions).toEqual([{ text: 'Why?', audience: 'organisers' }]);
		expect(archive.tasks).toEqual([
			{
				lineageId: lineage,
				title: 'First',
				body: 'Tie it.\n',
				proof: 'link',
				sharesWork: false,
				isRemoved: false,
			},
		]);
		expect([source, report]).toEqual(['kunlerni', []]);
	});

	test('may come in one folder, with Windows line ends, a byte order mark and what systems add', async () => {
		const wrapped = Object.entries(good).map(([path, text]) => [
			`knots/${path}`,
			`\uFEFF${text.replace(/\n/g, '\r\n')}`,
		]);
		const { archive } = await taken({
			...Object.fromEntries(wrapped),
			'__MACOSX/knots/._about.md': 'x',
			'knots/.DS_Store': 'x',
		});
		expect([archive.about, archive.tasks[0]?.body]).toEqual(['# Knots\n', 'Tie it.\n']);
	});

	test('has its tasks in the order of their numbers', async () => {
		const page = (index: number) => task.replace(lineage, lineage.replace('6f1f', `000${index}`));
		const files = { ...good, 'tasks/10-b.md': page(1), 'tasks/2-a.md': page(2), 'tasks/end.md': page(3) };
		const { archive } = await taken(files);
		expect(archive.tasks.map(({ lineageId }) => lineageId.slice(0, 4))).toEqual([
			'6f1f',
			'0002',
			'0001',
			'0003',
		]);
	});

	test('of the first version has badges for completing it, with a drawn picture', async () => {
		const { archive } = await taken({ ...good, 'badges/01-knotter.md': badge });
		expect(archive.badges).toMatchObject([
			{ name: 'Knotter', rule: 'completion', picture: null, prerequisites: [], criteria: 'Tie them all.\n' },
		]);
	});

	test('is told of files that are no part of it, and of attachments that are not there', async () => {
		const { report } = await taken({ ...good, 'README.md': 'x', 'about.md': '![k](assets/k-1.png)' });
		expect(report.map(({ key, file }) => [key, file])).toEqual([
			['archives.note-ignored', 'README.md'],
			['archives.note-asset-missing', 'assets/k-1.png'],
		]);
	});
});

const withCourse = (text: string) => ({ ...good, 'course.yml': text });
const withTask = (text: string) => ({ ...good, 'tasks/01-first.md': text });
const badge = '---\nname: Knotter\nshape: circle\ncolour: teal\n---\nTie them all.\n';
const withBadge = (line: string) => ({
	...good,
	'badges/01-knotter.md': badge.replace('---\nTie', `${line}\n---\nTie`),
});
const billion = ['a: &a [x,x]', 'b: &b [*a,*a]', 'c: &c [*b,*b]'].join('\n');
const manyTasks = Array.from({ length: 301 }, (_, index) => [`tasks/${index}.md`, task]);

test.each<[string, Record<string, string | Buffer>, string, string | number | null, string | null]>([
	['no course', { 'x.md': 'x' }, 'not-a-course', null, null],
	['no About page', { 'course.yml': course }, 'file-missing', null, 'about.md'],
	['another encoding', { ...good, 'about.md': Buffer.from('ñandú', 'latin1') }, 'encoding', null, 'about.md'],
	['a NUL in a text', { ...good, 'about.md': 'a\0b' }, 'control-character', null, 'about.md'],
	['an endless text', { ...good, 'about.md': 'x'.repeat(50_001) }, 'text-long', null, 'about.md'],
	['a huge text', { ...good, 'about.md': `${'x'.repeat(300_000)}` }, 'text-long', null, 'about.md'],
	['broken YAML', withCourse('format: kunlerni-course\ntitle: "open\n'), 'yaml', 3, 'course.yml'],
	['YAML that is no map', withCourse('- a\n- b'), 'yaml', 1, 'course.yml'],
	['an empty course.yml', withCourse(''), 'yaml', 1, 'course.yml'],
	['a YAML bomb', withCourse(billion), 'yaml-reference', null, 'course.yml'],
	['a YAML tag', withCourse(course.replace('Knots', '!!js/function "x"')), 'yaml-tag', null, 'course.yml'],
	['a known YAML tag', withCourse(course.replace('Knots', '!!binary aGk=')), 'yaml-tag', null, 'course.yml'],
	['deep YAML', withCourse(`title: ${'['.repeat(20_000)}`), 'yaml-deep', null, 'course.yml'],
	['deep lists in YAML', withCourse('- '.repeat(15_000)), 'yaml-deep', null, 'course.yml'],
	['huge YAML', withCourse(`${course}#${'x'.repeat(33_000)}`), 'text-long', null, 'course.yml'],
	['a field twice', withCourse(`${course}title: Ropes\n`), 'yaml-twice', null, 'course.yml'],
	['another format', withCourse(course.replace('kunlerni-course', 'scorm')), 'format', null, 'course.yml'],
	['a later version', withCourse(course.replace('version: 1', 'version: 3')), 'version', null, 'course.yml'],
	[
		'a missing field',
		withCourse(course.replace('title: Knots\n', '')),
		'field-missing',
		'title',
		'course.yml',
	],
	['a number as a title', withCourse(course.replace('Knots', '7')), 'field-wrong', 'title', 'course.yml'],
	['a list as a title', withCourse(course.replace('Knots', '[a]')), 'field-wrong', 'title', 'course.yml'],
	[
		'two lines in a title',
		withCourse(course.replace('Knots', '"a\\nb"')),
		'field-wrong',
		'title',
		'course.yml',
	],
	['a long title', withCourse(course.replace('Knots', 'k'.repeat(81))), 'field-long', 'title', 'course.yml'],
	['an unknown kind', withCourse(course.replace('study-group', 'mooc')), 'field-wrong', 'kind', 'course.yml'],
	[
		'a text for a map',
		withCourse(course.replace(/run: .*/, 'run: fast')),
		'field-wrong',
		'run',
		'course.yml',
	],
	[
		'a wrong field within',
		withCourse(course.replace('moderated', 'no')),
		'field-wrong',
		'run.sign_up',
		'course.yml',
	],
	['no seat', withCourse(course.replace('seats: 12', 'seats: 0')), 'field-wrong', 'run.seats', 'course.yml'],
	['an unknown field', withCourse(`${course}people: 3\n`), 'field-unknown', 'people', 'course.yml'],
	['a field of objects', withCourse(`${course}__proto__: {}\n`), 'field-unknown', '__proto__', 'course.yml'],
	['a task without its head', withTask('Tie it.'), 'front-matter', null, 'tasks/01-first.md'],
	['a head without an end', withTask('---\ntitle: x\n'), 'front-matter', null, 'tasks/01-first.md'],
	['a wrong lineage', withTask(task.replace(lineage, 'one')), 'field-wrong', 'lineage', 'tasks/01-first.md'],
	['a lineage twice', { ...good, 'tasks/02.md': task }, 'lineage-twice', null, 'tasks/02.md'],
	['too many tasks', { ...good, ...Object.fromEntries(manyTasks) }, 'too-many-tasks', null, null],
	['a badge by an unknown rule', withBadge('rule: lottery'), 'field-wrong', 'rule', 'badges/01-knotter.md'],
	[
		'a level without a name',
		withBadge('rubric: [{ question: How?, levels: [{ name: "" }, { name: Well }], required: Well }]'),
		'field-missing',
		'rubric.levels.name',
		'badges/01-knotter.md',
	],
	[
		'a required level that is none',
		withBadge('rubric: [{ question: How?, levels: [{ name: Badly }, { name: Well }], required: Best }]'),
		'badge-levels',
		null,
		'badges/01-knotter.md',
	],
	[
		'a single level',
		withBadge('rubric: [{ question: How?, levels: [{ name: Well }], required: Well }]'),
		'badge-levels',
		null,
		'badges/01-knotter.md',
	],
	[
		'a badge with too many tags',
		withBadge(`tags: [${'x, '.repeat(11)}]`),
		'field-long',
		'tags',
		'badges/01-knotter.md',
	],
	['a quorum of none', withBadge('quorum: 0'), 'field-wrong', 'quorum', 'badges/01-knotter.md'],
	[
		'a badge that is not there',
		withBadge('needs: [02-sailor]'),
		'badge-unknown',
		null,
		'badges/01-knotter.md',
	],
	[
		'a badge that waits for itself',
		withBadge('needs: [01-knotter]'),
		'badge-cycle',
		null,
		'badges/01-knotter.md',
	],
	[
		'badges that wait for each other',
		{
			...withBadge('needs: [02-sailor]'),
			'badges/02-sailor.md': badge.replace('---\nTie', 'rule: badges\nmade_of: [03-captain]\n---\nTie'),
			'badges/03-captain.md': badge.replace('---\nTie', 'rule: peer\nneeds: [01-knotter]\n---\nTie'),
		},
		'badge-cycle',
		null,
		'badges/01-knotter.md',
	],
	[
		'a picture that is not there',
		withBadge('picture: 01-knotter.svg'),
		'file-missing',
		null,
		'badges/01-knotter.svg',
	],
	[
		'a picture from elsewhere',
		withBadge('picture: ../assets/x.svg'),
		'field-wrong',
		'picture',
		'badges/01-knotter.md',
	],
	[
		'a huge picture',
		{ ...withBadge('picture: 01-knotter.png'), 'badges/01-knotter.png': randomBytes(2 * 1024 * 1024 + 1) },
		'file-too-large',
		null,
		'badges/01-knotter.png',
	],
	['a program', { ...good, 'assets/run.exe': 'x' }, 'asset-type', null, 'assets/run.exe'],
	['a name with spaces', { ...good, 'assets/a b.png': 'x' }, 'asset-name', null, 'assets/a b.png'],
])('%s is refused', async (_name, files, problem, detail, file) => {
	expect(await problemOf(files)).toEqual([problem, detail, file]);
});

test('a course-in-a-box with broken data names the file', async () => {
	const files = { '_data/course.yml': 'title: [', 'modules/a/_posts/2000-01-01-b.md': 'x' };
	expect(await problemOf(files)).toEqual(['yaml', 1, '_data/course.yml']);
	expect(await problemOf({ '_data/course.yml': 'title: x' })).toEqual(['no-modules', null, null]);
});

test.each(LOCALES)('the texts in %s ask for nothing that a problem does not give', (locale) => {
	const given = new Set([
		'file',
		'field',
		'limit',
		'line',
		'mb',
		'version',
		'count',
		'module',
		'text',
		'link',
		'tag',
	]);
	const own = [...readMessages(locale)].filter(([key]) => key.startsWith('archives.'));
	const asked = own.flatMap(([, text]) => [...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => name));
	expect(asked.filter((name) => !given.has(name) && name !== 'one')).toEqual([]);
});
