import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { contentHash } from '../tasks/task-content.js';
import { addApplications, addQuestions } from './demo-applications.js';
import type { DemoContent, DemoCourse, DemoPerson, DemoSchool, DemoStory } from './content/types.js';

/** Database ids of what was loaded, by the names that the content uses. */
export interface Loaded {
	people: Map<string, number>;
	courses: Map<string, number>;
}

const AGO = (parameter: number) => `now() - $${parameter}::float * interval '1 day'`;

async function idOf(tx: EntityManager, sql: string, params: readonly unknown[]): Promise<number> {
	const [row] = await rows<{ id: number }>(tx, sql, params);
	if (!row) throw new Error(`The demo lacks a row: ${sql.trim().split('\n')[0]}`);
	return row.id;
}

function known(ids: Map<string, number>, name: string): number {
	const id = ids.get(name);
	if (id === undefined) throw new Error(`The demo names ${name}, who is not in it.`);
	return id;
}

async function addPerson(tx: EntityManager, person: DemoPerson): Promise<number> {
	const id = await idOf(
		tx,
		`INSERT INTO users (username, email, display_name, bio_md, bio_html, locale, time_zone, created_at, confirmed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, ${AGO(8)}, ${AGO(8)}) RETURNING id`,
		[
			...[person.username, `${person.username}@demo.invalid`, person.displayName, person.bio],
			...[renderMarkdown(person.bio), person.locale, person.timeZone, person.registeredDaysAgo],
		],
	);
	for (const [position, { label, url }] of person.links.entries())
		await rows(tx, 'INSERT INTO profile_links (user_id, position, label, url) VALUES ($1, $2, $3, $4)', [
			id,
			position,
			label,
			url,
		]);
	return id;
}

async function addSchool(
	tx: EntityManager,
	school: DemoSchool,
	{ people, courses }: Loaded,
	schoolId: number,
): Promise<void> {
	for (const organiser of school.organisers)
		await rows(tx, 'INSERT INTO school_organisers (school_id, user_id) VALUES ($1, $2)', [
			schoolId,
			known(people, organiser),
		]);
	for (const [position, collection] of school.collections.entries()) {
		const collectionId = await idOf(
			tx,
			'INSERT INTO collections (school_id, slug, title, summary, position) VALUES ($1, $2, $3, $4, $5) RETURNING id',
			[schoolId, collection.slug, collection.title, collection.summary, position],
		);
		for (const [place, slug] of collection.courses.entries())
			await rows(
				tx,
				'INSERT INTO collection_courses (collection_id, course_id, position) VALUES ($1, $2, $3)',
				[...[collectionId, known(courses, slug), place]],
			);
	}
}

async function addCourse(
	tx: EntityManager,
	course: DemoCourse,
	author: number,
	schoolId: number | null,
): Promise<number> {
	const created = course.publishedDaysAgo + 9;
	const id = await idOf(
		tx,
		`INSERT INTO courses (slug, kind, own_term, title, summary, language, effort, accent, school_id, task_editing, created_by,
			created_at, updated_at, published_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ${AGO(12)}, ${AGO(13)}, ${AGO(13)}) RETURNING id`,
		[
			...[
				course.slug,
				course.kind,
				course.ownTerm ?? null,
				course.title,
				course.summary,
				course.language,
				course.effort,
			],
			...[course.accent, schoolId, course.kind === 'study-group' ? 'participants' : 'organisers', author],
			...[created, course.publishedDaysAgo],
		],
	);
	// The outline that every course begins with, and what its author made of it.
	const outline = await idOf(
		tx,
		`INSERT INTO about_revisions (course_id, author_id, body_md, body_html, content_hash, created_at)
		VALUES ($1, $2, '', '', $3, ${AGO(4)}) RETURNING id`,
		[id, author, createHash('sha256').update('').digest('hex'), created],
	);
	await rows(
		tx,
		`INSERT INTO about_revisions (course_id, parent_id, author_id, body_md, body_html, content_hash, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)})`,
		[
			id,
			outline,
			author,
			course.about,
			renderMarkdown(course.about),
			createHash('sha256').update(course.about).digest('hex'),
			created - 1,
		],
	);
	const { run } = course;
	const fixed = run.pace === 'fixed' ? run : undefined;
	await rows(
		tx,
		`INSERT INTO runs (course_id, pace, starts_on, ends_on, time_zone, sign_up, seats)
		VALUES ($1, $2, current_date + $3::int, current_date + $4::int, $5, $6, $7)`,
		[
			id,
			run.pace,
			fixed?.startsInDays ?? null,
			fixed?.endsInDays ?? null,
			fixed?.timeZone ?? 'UTC',
			run.signUp,
			run.signUp === 'moderated' ? run.seats : null,
		],
	);
	await addQuestions(tx, course, id);
	return id;
}

async function addTasks(
	tx: EntityManager,
	course: DemoCourse,
	courseId: number,
	author: number,
): Promise<Map<string, number>> {
	const ids = new Map<string, number>();
	for (const [index, { slug, title, body, proof }] of course.tasks.entries()) {
		const taskId = await idOf(
			tx,
			`INSERT INTO tasks (course_id, position, title, body_md, body_html, proof, created_at)
			VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)}) RETURNING id`,
			[courseId, index + 1, title, body, renderMarkdown(body), proof, course.publishedDaysAgo + 5],
		);
		const revisionId = await idOf(
			tx,
			`INSERT INTO task_revisions (task_id, title, body_md, proof, content_hash, author_id, created_at)
			VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)}) RETURNING id`,
			[taskId, title, body, proof, contentHash({ title, body, proof }), author, course.publishedDaysAgo + 5],
		);
		await rows(tx, 'UPDATE tasks SET revision_id = $2 WHERE id = $1', [taskId, revisionId]);
		ids.set(slug, taskId);
	}
	return ids;
}

async function addStory(
	tx: EntityManager,
	story: DemoStory,
	courseId: number,
	tasks: Map<string, number>,
	people: Map<string, number>,
) {
	for (const organiser of story.organisers)
		await rows(tx, 'INSERT INTO course_organisers (course_id, user_id) VALUES ($1, $2)', [
			courseId,
			known(people, organiser),
		]);
	for (const { who, joinedDaysAgo, leftDaysAgo, helps, completions } of story.members) {
		const userId = known(people, who);
		await rows(
			tx,
			`INSERT INTO memberships (run_id, user_id, joined_at, left_at, helper_since)
			SELECT id, $2, ${AGO(3)}, ${AGO(4)}, ${AGO(5)} FROM runs WHERE course_id = $1`,
			[
				courseId,
				userId,
				joinedDaysAgo,
				leftDaysAgo ?? null,
				helps ? Math.min(...completions.map(({ daysAgo }) => daysAgo)) : null,
			],
		);
		for (const { task, daysAgo, proof } of completions) {
			const link = proof && 'link' in proof ? proof.link : null;
			const text = proof && 'text' in proof ? proof.text : null;
			await rows(
				tx,
				`INSERT INTO completions (task_id, user_id, completed_at, proof_url, proof_md, proof_html)
				VALUES ($1, $2, ${AGO(3)}, $4, $5, $6)`,
				[known(tasks, task), userId, daysAgo, link, text, text && renderMarkdown(text)],
			);
		}
	}
	for (const { task, replies, ...first } of story.threads) {
		const taskId = task ? known(tasks, task) : null;
		let threadId: number | null = null;
		for (const { by, body, daysAgo } of [first, ...replies]) {
			const id: number = await idOf(
				tx,
				`INSERT INTO comments (course_id, task_id, thread_id, author_id, body_md, body_html, created_at)
				VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)}) RETURNING id`,
				[courseId, taskId, threadId, known(people, by), body, renderMarkdown(body), daysAgo],
			);
			threadId ??= id;
		}
	}
}

/** Writes people, schools, courses and their stories, dated back; everything but badges. */
export async function loadRows(tx: EntityManager, content: DemoContent): Promise<void> {
	const loaded: Loaded = { people: new Map(), courses: new Map() };
	for (const person of content.people) loaded.people.set(person.username, await addPerson(tx, person));
	const schools = new Map<string, number>();
	for (const { slug, name, summary, about, accent, createdDaysAgo } of content.schools)
		schools.set(
			slug,
			await idOf(
				tx,
				`INSERT INTO schools (slug, name, summary, about_md, about_html, accent, created_at)
				VALUES ($1, $2, $3, $4, $5, $6, ${AGO(7)}) RETURNING id`,
				[slug, name, summary, about, renderMarkdown(about), accent, createdDaysAgo],
			),
		);
	for (const course of content.courses) {
		const story = content.stories.find((each) => each.course === course.slug);
		const author = known(loaded.people, story?.organisers[0] ?? '');
		const courseId = await addCourse(
			tx,
			course,
			author,
			course.school ? known(schools, course.school) : null,
		);
		loaded.courses.set(course.slug, courseId);
		const tasks = await addTasks(tx, course, courseId, author);
		if (story) {
			await addStory(tx, story, courseId, tasks, loaded.people);
			await addApplications(tx, story, courseId, loaded.people);
		}
	}
	for (const school of content.schools) await addSchool(tx, school, loaded, known(schools, school.slug));
}
