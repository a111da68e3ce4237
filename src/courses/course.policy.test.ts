import { describe, expect, test } from '@jest/globals';
import type { Member, Viewer } from '../platform/http/viewer.js';
import {
	canArchive,
	canComment,
	canCreate,
	canEdit,
	canEditTasks,
	canJoin,
	canLeave,
	canModerate,
	canPublish,
	canWorkOn,
} from './course.policy.js';
import type { CourseRow } from './courses.queries.js';

const now = new Date('2026-10-01T12:00:00Z');
const run = {
	id: 1,
	pace: 'rolling',
	startsOn: null,
	endsOn: null,
	timeZone: 'UTC',
	signUp: 'open',
	phase: 'always',
	seats: null,
	taken: 0,
	waiting: 0,
} as const;
const open = {
	publishedAt: now,
	archivedAt: null,
	taskEditing: 'organisers',
	isOrganiser: false,
	membership: null,
	runs: [run],
} as const;
const membership = { id: 1, runId: 1, joinedAt: '', helperSince: null };

type Facts = Parameters<typeof canEdit>[1];
const course = (facts: Partial<CourseRow> = {}): Facts => ({ ...open, ...facts });

function viewer(member: Partial<Member> | null): Viewer {
	const whole = member && {
		...{
			id: 7,
			username: 'ben',
			displayName: 'Ben',
			avatarUrl: null,
			locale: 'en' as const,
			timeZone: 'UTC',
		},
		...{ isAdmin: false, isConfirmed: true },
		...member,
	};
	return { member: whole, id: whole?.id ?? 0, locale: 'en', timeZone: 'UTC', theme: 'auto' };
}
const ben = viewer({});
const unconfirmed = viewer({ isConfirmed: false });
const stranger = viewer(null);

test('confirmed members create courses', () => {
	expect([ben, unconfirmed, stranger].map(canCreate)).toEqual([true, false, false]);
});

describe('joining', () => {
	test.each([
		['an open course', ben, course(), true],
		['for strangers', stranger, course(), false],
		['before the address is confirmed', unconfirmed, course(), false],
		['a draft', ben, course({ publishedAt: null }), false],
		['an archived course', ben, course({ archivedAt: now }), false],
		['while sign-up is closed', ben, course({ runs: [{ ...run, signUp: 'closed' }] }), false],
		['a run that is over', ben, course({ runs: [{ ...run, phase: 'ended' }] }), false],
		['a run that has begun', ben, course({ runs: [{ ...run, phase: 'running' }] }), true],
		['one’s own course', ben, course({ isOrganiser: true }), false],
		['twice', ben, course({ membership }), false],
	])('%s', (_case, who, which, allowed) => {
		expect(canJoin(who, which)).toBe(allowed);
	});
});

test('participants work and talk, and leave, but change nothing', () => {
	const inside = course({ membership });
	expect([canWorkOn, canComment, canLeave].map((may) => may(ben, inside))).toEqual([true, true, true]);
	const others = [canEdit, canPublish, canArchive, canEditTasks, canModerate];
	expect(others.map((may) => may(ben, inside))).toEqual([false, false, false, false, false]);
});

test('outsiders do none of it', () => {
	const all = [canWorkOn, canComment, canLeave, canEdit, canPublish, canArchive, canEditTasks, canModerate];
	expect(all.some((may) => may(ben, course()))).toBe(false);
});

test('in a wiki course participants edit tasks', () => {
	const wiki = { membership, taskEditing: 'participants' } as const;
	expect(canEditTasks(ben, course(wiki))).toBe(true);
	expect(canEditTasks(ben, course({ ...wiki, archivedAt: now }))).toBe(false);
});

test('an archived course can be read and left, nothing else', () => {
	const archived = course({ membership, archivedAt: now });
	expect([canWorkOn, canComment, canLeave].map((may) => may(ben, archived))).toEqual([false, false, true]);
});

test('a draft is published once, and archived only after that', () => {
	const draft = course({ isOrganiser: true, publishedAt: null });
	const published = course({ isOrganiser: true });
	expect([canPublish(ben, draft), canPublish(ben, published)]).toEqual([true, false]);
	expect([canArchive(ben, draft), canArchive(ben, published)]).toEqual([false, true]);
});
