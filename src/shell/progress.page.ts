import { personView } from '../accounts/person.page.js';
import { courseHead, courseUrl } from '../courses/course.page.js';
import type { CourseRow } from '../courses/courses.queries.js';
import { csv } from '../platform/csv/csv.js';
import { pageLinks, type Slice } from '../platform/http/paginate.js';
import type { Viewer } from '../platform/http/viewer.js';
import { formatDate } from '../platform/i18n/dates.js';
import type { I18n, Locale } from '../platform/i18n/i18n.js';
import type { ProgressFrame, ProgressRow } from './progress.queries.js';
import { taskUrl } from './task.page.js';

type Run = ProgressFrame['runs'][number];

function percentOf(done: number, total: number): number {
	return total === 0 ? 0 : Math.floor((100 * done) / total);
}

function runLabel({ startsOn, endsOn, people }: Run, number: number, i18n: I18n, locale: Locale): string {
	const day = (date: string) => formatDate(date, 'date', locale, 'UTC');
	const dates = [startsOn, endsOn].filter((date) => date !== null).map(day);
	return i18n.t(locale, 'tasks.progress-run', {
		number,
		hasDates: dates.length > 0 ? 'yes' : 'no',
		dates: dates.join(' – '),
		people,
	});
}

function line(row: ProgressRow, course: CourseRow, { tasks }: ProgressFrame, i18n: I18n, locale: Locale) {
	const ticks = new Map(row.ticks.map((tick) => [tick.taskId, tick]));
	const total = tasks.length;
	return {
		person: personView(row.person),
		isHelper: row.isHelper,
		done: i18n.t(locale, 'tasks.progress-done', {
			done: row.done,
			total,
			percent: percentOf(row.done, total),
		}),
		isFinished: total > 0 && row.done === total,
		lastActiveAt: row.lastActiveAt,
		cells: tasks.map(({ id }, index) => {
			const tick = ticks.get(id);
			const href = tick?.workId ? `${taskUrl(course, id)}/work/${tick.workId}` : '';
			return { isDone: tick !== undefined, href, number: index + 1 };
		}),
	};
}

/** People × tasks, for those who run the course. */
export function progressPage(
	course: CourseRow,
	viewer: Viewer,
	i18n: I18n,
	{ frame, run, rows, slice }: { frame: ProgressFrame; run: Run; rows: readonly ProgressRow[]; slice: Slice },
) {
	const { locale } = viewer;
	const href = `${courseUrl(course)}/progress`;
	const title = i18n.t(locale, 'tasks.progress');
	const head = courseHead(course, viewer, i18n, 'manage');
	const manage = { label: i18n.t(locale, 'courses.tab-manage'), href: `${courseUrl(course)}/manage` };
	const query: Record<string, string> = frame.runs.length > 1 ? { run: String(run.id) } : {};
	return {
		...head,
		crumbs: [...head.crumbs.slice(0, -1), manage, { label: title }],
		title: `${title} · ${course.title}`,
		heading: title,
		runs:
			frame.runs.length > 1
				? frame.runs.map((each, index) => ({
						label: runLabel(each, frame.runs.length - index, i18n, locale),
						href: `${href}?run=${each.id}`,
						isCurrent: each.id === run.id,
					}))
				: null,
		tasks: frame.tasks.map(({ id, title: name }, index) => ({
			number: index + 1,
			title: name,
			href: taskUrl(course, id),
		})),
		lines: rows.slice(0, slice.limit).map((row) => line(row, course, frame, i18n, locale)),
		csvHref: `${href}.csv?run=${run.id}`,
		links: pageLinks(href, query, slice, rows.length > slice.limit),
		pages: run.people > slice.limit ? Math.ceil(run.people / slice.limit) : 0,
	};
}

/** The same as a table to download, with the moment of each tick; times in UTC. */
export function progressCsv(
	{ tasks }: ProgressFrame,
	rows: readonly ProgressRow[],
	i18n: I18n,
	locale: Locale,
): string {
	const say = (key: string) => i18n.t(locale, `tasks.csv-${key}`);
	const columns = ['name', 'username', 'email', 'joined', 'active', 'helper', 'done', 'total', 'percent'];
	const head = [...columns.map(say), ...tasks.map(({ title }, index) => `${index + 1}. ${title}`)];
	const body = rows.map(({ person, email, joinedAt, lastActiveAt, isHelper, done, ticks }) => {
		const at = new Map(ticks.map((tick) => [tick.taskId, tick.at]));
		return [
			person.displayName,
			person.username,
			email ?? '',
			joinedAt.toISOString(),
			lastActiveAt.toISOString(),
			isHelper ? say('yes') : say('no'),
			done,
			tasks.length,
			percentOf(done, tasks.length),
			...tasks
				.map(({ id }) => new Date(at.get(id) ?? NaN))
				.map((day) => (day.valueOf() ? day.toISOString() : '')),
		];
	});
	return csv([head, ...body]);
}
