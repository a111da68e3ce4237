import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '../src/platform/database/database.js';
import { hashToken } from '../src/platform/http/cookies.js';
import { Secrets } from '../src/platform/secrets/secrets.js';

export interface Visitor {
	cookie: string;
	token: string;
	/** An open task of course-1's kind that this person may tick. */
	slug: string;
	taskId: number;
}

export interface Visitors {
	app: NestFastifyApplication;
	/** Every person in every course of theirs, shuffled. */
	memberships: readonly Visitor[];
	/** Everybody who is in a course, once. */
	people: readonly Visitor[];
	/** The first of them, who come again and again. */
	regulars: readonly Visitor[];
	/** Every open task of everybody. */
	openTasks: readonly Visitor[];
}

interface Request {
	method?: 'GET' | 'POST';
	path: string;
	headers: Record<string, string>;
	body?: string;
}

export interface Case {
	name: string;
	/** Who come, in turn. Where it is each person, or each in each of their courses, they come once. */
	who: 'memberships' | 'people' | 'regulars' | 'openTasks';
	request(visitor: Visitor): Request;
}

/** A session for each of the memberships, written straight into the table. */
export async function visitors(app: NestFastifyApplication): Promise<Visitors> {
	const db = app.get(Database);
	const secrets = app.get(Secrets);
	const open = await db.query<{ userId: number; slug: string; taskId: number }>(
		`SELECT m.user_id AS "userId", c.slug, t.id AS "taskId"
		FROM memberships m JOIN runs r ON r.id = m.run_id JOIN courses c ON c.id = r.course_id
		JOIN tasks t ON t.course_id = c.id AND t.position > 3 ORDER BY t.position, md5(m.id::text)`,
	);
	const people = open.map(({ userId, slug, taskId }) => {
		const token = `bench-${userId}`;
		const hash = hashToken(token);
		const cookie = `kl_session=${token}.${secrets.sign('session', token)}`;
		return { hash, userId, visitor: { cookie, token: secrets.sign('form', hash), slug, taskId } };
	});
	await db.query(
		`INSERT INTO sessions (token_hash, user_id, expires_at)
		SELECT DISTINCT ON (h) h, u, now() + interval '1 day' FROM unnest($1::text[], $2::int[]) AS s (h, u)`,
		[people.map(({ hash }) => hash), people.map(({ userId }) => userId)],
	);
	const once = (key: (entry: (typeof people)[number]) => string) => [
		...new Map(people.map((entry) => [key(entry), entry.visitor])).values(),
	];
	const everybody = once(({ userId }) => String(userId));
	return {
		app,
		memberships: once(({ userId, visitor }) => `${userId} ${visitor.slug}`),
		people: everybody,
		regulars: everybody.slice(0, 50),
		openTasks: people.map(({ visitor }) => visitor),
	};
}

const COMMON = { 'accept-encoding': 'gzip', 'accept-language': 'en' };
const FORM = { ...COMMON, 'content-type': 'application/x-www-form-urlencoded' };

const asStranger = (path: string) => (): Request => ({ path, headers: COMMON });
const asMember =
	(path: (visitor: Visitor) => string) =>
	(visitor: Visitor): Request => ({
		path: path(visitor),
		headers: { ...COMMON, cookie: visitor.cookie },
	});
const asSender =
	(path: (visitor: Visitor) => string, fields: () => string = () => '') =>
	(visitor: Visitor): Request => ({
		method: 'POST',
		path: path(visitor),
		headers: { ...FORM, cookie: visitor.cookie },
		body: `_csrf=${visitor.token}${fields()}`,
	});

const course = ({ slug }: Visitor) => `/courses/${slug}`;
const task = (visitor: Visitor) => `${course(visitor)}/tasks/${visitor.taskId}`;

export const cases: readonly Case[] = [
	{ name: 'stranger: course', who: 'regulars', request: asStranger('/courses/course-1') },
	{ name: 'stranger: catalogue', who: 'regulars', request: asStranger('/courses') },
	{ name: 'member: course', who: 'memberships', request: asMember(course) },
	{ name: 'member: task', who: 'memberships', request: asMember(task) },
	{ name: 'member: catalogue', who: 'people', request: asMember(() => '/courses') },
	{ name: 'member: My courses', who: 'people', request: asMember(() => '/') },
	{ name: 'member: course, again', who: 'regulars', request: asMember(course) },
	{ name: 'member: task, again', who: 'regulars', request: asMember(task) },
	{
		name: 'member: completes a task',
		who: 'openTasks',
		request: asSender((visitor) => `${task(visitor)}/completion`),
	},
	{
		name: 'member: comments',
		who: 'memberships',
		request: asSender(
			(visitor) => `${course(visitor)}/comments`,
			() => `&body=${Math.random()}+is+what+I+found`,
		),
	},
];
