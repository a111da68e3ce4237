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
	/** Gives the visitors in turn, for ever. */
	next(): Visitor;
	/** One person who is in course-1. */
	regular: Visitor;
}

interface Request {
	method?: 'GET' | 'POST';
	path: string;
	headers: Record<string, string>;
	body?: string;
}

export interface Case {
	name: string;
	request(people: Visitors): Request;
}

/** A session for each of the memberships, written straight into the table. */
export async function visitors(app: NestFastifyApplication): Promise<Visitors> {
	const db = app.get(Database);
	const secrets = app.get(Secrets);
	const open = await db.query<{ userId: number; slug: string; taskId: number }>(
		`SELECT m.user_id AS "userId", c.slug, t.id AS "taskId"
		FROM memberships m JOIN runs r ON r.id = m.run_id JOIN courses c ON c.id = r.course_id
		JOIN tasks t ON t.course_id = c.id AND t.position > 3 ORDER BY t.position, m.id`,
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
	const regular = people.find(({ visitor }) => visitor.slug === 'course-1')?.visitor;
	if (!regular) throw new Error('Nobody is in course-1.');
	let turn = 0;
	const next = () => people[turn++ % people.length]?.visitor ?? regular;
	return { app, regular, next };
}

const COMMON = { 'accept-encoding': 'gzip', 'accept-language': 'en' };
const FORM = { ...COMMON, 'content-type': 'application/x-www-form-urlencoded' };

const asStranger = (path: string) => (): Request => ({ path, headers: COMMON });
const asMember =
	(path: string) =>
	({ regular }: Visitors): Request => ({ path, headers: { ...COMMON, cookie: regular.cookie } });

export const cases: readonly Case[] = [
	{ name: 'stranger: course', request: asStranger('/courses/course-1') },
	{ name: 'stranger: catalogue', request: asStranger('/courses') },
	{ name: 'member: course', request: asMember('/courses/course-1') },
	{ name: 'member: task', request: asMember('/courses/course-1/tasks/1') },
	{ name: 'member: catalogue', request: asMember('/courses') },
	{ name: 'member: My courses', request: asMember('/') },
	{
		name: 'member: completes a task',
		request(people) {
			const { cookie, token, slug, taskId } = people.next();
			const path = `/courses/${slug}/tasks/${taskId}/completion`;
			return { method: 'POST', path, headers: { ...FORM, cookie }, body: `_csrf=${token}` };
		},
	},
	{
		name: 'member: comments',
		request(people) {
			const { cookie, token, slug } = people.next();
			const body = `_csrf=${token}&body=${Math.random()}+is+what+I+found`;
			return { method: 'POST', path: `/courses/${slug}/comments`, headers: { ...FORM, cookie }, body };
		},
	},
];
