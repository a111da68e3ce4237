import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { demo } from './content.js';
import type { DemoCourse, DemoStory } from './types.js';

const usernames = new Set(demo.people.map((person) => person.username));
const registered = new Map(demo.people.map((person) => [person.username, person.registeredDaysAgo]));

function courseOf(story: DemoStory): DemoCourse {
	const course = demo.courses.find((one) => one.slug === story.course);
	if (!course) throw new Error(`no course ${story.course}`);
	return course;
}

function words(text: string): number {
	return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function repeated(values: string[]): string[] {
	return values.filter((value, index) => values.indexOf(value) !== index);
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

describe('people and schools', () => {
	test('are named once', () => {
		expect(repeated(demo.people.map((person) => person.username))).toEqual([]);
		for (const name of usernames) expect(name).toMatch(/^[a-z0-9]{3,20}$/);
	});

	test('are organised and filled with what exists', () => {
		for (const school of demo.schools) {
			for (const organiser of school.organisers) expect(usernames).toContain(organiser);
			for (const collection of school.collections) {
				expect(repeated(collection.courses)).toEqual([]);
				for (const slug of collection.courses) {
					expect(demo.courses.find((course) => course.slug === slug)?.school).toBe(school.slug);
				}
			}
		}
	});

	test('every course belongs to a known school, or to none, and is told once', () => {
		const schools = [null, ...demo.schools.map((school) => school.slug)];
		const slugs = demo.courses.map((course) => course.slug);
		expect(repeated(slugs)).toEqual([]);
		for (const course of demo.courses) expect(schools).toContain(course.school);
		expect(demo.stories.map((story) => story.course).sort()).toEqual([...slugs].sort());
	});
});

describe.each(demo.courses)('$slug', (course) => {
	test('keeps within the lengths of the forms', () => {
		expect(course.slug).toMatch(SLUG);
		expect(course.title.length).toBeLessThanOrEqual(100);
		expect(course.summary.length).toBeLessThanOrEqual(150);
		expect(course.badge.description.length).toBeLessThanOrEqual(225);
		expect(words(course.about)).toBeGreaterThanOrEqual(150);
		expect(words(course.about)).toBeLessThanOrEqual(300);
	});

	test('draws its badge with an icon that there is', () => {
		expect(existsSync(`node_modules/lucide-static/icons/${course.badge.design.icon}.svg`)).toBe(true);
	});

	test('has tasks with their own slugs', () => {
		expect(repeated(course.tasks.map((task) => task.slug))).toEqual([]);
	});

	test.each(course.tasks)('$slug is a whole lesson', (task) => {
		expect(task.slug).toMatch(SLUG);
		expect(task.title.length).toBeLessThanOrEqual(100);
		expect(words(task.body)).toBeGreaterThanOrEqual(150);
		expect((task.body.match(/^```/gm) ?? []).length % 2).toBe(0);
		expect(task.body).toMatch(/\*\*(You are done when|Has terminado cuando)\*\*/);
		const asked = /(?:[Hh]and (?:it |in|your)|Entrega)[\s\S]*?\*\*(link|text|texto)\*\*/.exec(task.body)?.[1];
		expect(asked?.slice(0, 4) ?? 'none').toBe(task.proof);
		for (const note of task.body.matchAll(/\[\^\w+\](?!:)/g)) expect(task.body).toContain(`\n${note[0]}: `);
	});
});

describe.each(demo.stories)('the story of $course', (story) => {
	const course = courseOf(story);
	const joined = new Map(story.members.map((member) => [member.who, member.joinedDaysAgo]));

	test('people are who they are, and came after the course was published', () => {
		const everyone = [...story.organisers, ...story.members.map((member) => member.who)];
		expect(repeated(everyone)).toEqual([]);
		expect(story.organisers.length).toBeGreaterThan(0);
		for (const who of everyone) expect(usernames).toContain(who);
		for (const member of story.members) {
			expect(member.joinedDaysAgo).toBeLessThanOrEqual(course.publishedDaysAgo);
			expect(member.joinedDaysAgo).toBeLessThanOrEqual(registered.get(member.who) ?? 0);
			expect(member.leftDaysAgo ?? 0).toBeLessThan(member.joinedDaysAgo);
		}
	});

	test('applications answer every question, and their members waited to be let in', () => {
		const questions = course.run.signUp === 'moderated' ? course.run.questions.length : 0;
		for (const { who, daysAgo, answers } of story.applications ?? []) {
			expect(usernames).toContain(who);
			expect([who, answers.length]).toEqual([who, questions]);
			expect(daysAgo).toBeGreaterThan(joined.get(who) ?? 0);
			expect(daysAgo).toBeLessThanOrEqual(Math.min(course.publishedDaysAgo, registered.get(who) ?? 0));
		}
	});

	test('work is on tasks of the course, in time, with the proof they ask for', () => {
		const start = course.run.pace === 'fixed' ? -course.run.startsInDays : course.publishedDaysAgo;
		for (const member of story.members) {
			expect(repeated(member.completions.map((completion) => completion.task))).toEqual([]);
			for (const { task, daysAgo, proof } of member.completions) {
				const given = !proof ? 'none' : 'link' in proof ? 'link' : 'text';
				expect([task, course.tasks.find((one) => one.slug === task)?.proof]).toEqual([task, given]);
				expect(daysAgo).toBeLessThanOrEqual(Math.min(member.joinedDaysAgo, start));
				expect(daysAgo).toBeGreaterThan(member.leftDaysAgo ?? 0);
			}
			const finished = member.completions.length === course.tasks.length;
			expect([member.who, member.award !== undefined]).toEqual([member.who, finished]);
		}
	});

	test('comments are by people of the course, in the order of time', () => {
		expect(story.threads.length).toBeGreaterThanOrEqual(2);
		for (const thread of story.threads) {
			if (thread.task) expect(course.tasks.map((task) => task.slug)).toContain(thread.task);
			let before = course.publishedDaysAgo;
			for (const comment of [thread, ...thread.replies]) {
				const from = story.organisers.includes(comment.by) ? course.publishedDaysAgo : joined.get(comment.by);
				expect([comment.by, comment.daysAgo <= (from ?? -1)]).toEqual([comment.by, true]);
				expect([comment.body, comment.daysAgo <= before]).toEqual([comment.body, true]);
				before = comment.daysAgo;
			}
		}
	});
});

test('awards show every visibility', () => {
	const awards = demo.stories.flatMap((story) => story.members.map((member) => member.award));
	for (const visibility of ['public', 'link', 'private'] as const) expect(awards).toContain(visibility);
});

describe.each(demo.badges)('the badge $name', (badge) => {
	const { applications = [], gifts = [], earners = [], rubric = [] } = badge;

	test('keeps within the lengths of the forms, and is drawn with an icon that there is', () => {
		expect(badge.name.length).toBeLessThanOrEqual(80);
		expect(badge.description.length).toBeLessThanOrEqual(225);
		expect(existsSync(`node_modules/lucide-static/icons/${badge.design.icon}.svg`)).toBe(true);
		for (const { levels, meanings = [], required } of rubric) {
			expect(levels[required]).toBeDefined();
			expect([0, levels.length]).toContain(meanings.length);
		}
	});

	test('comes after its parts', () => {
		const before = demo.badges.slice(0, demo.badges.indexOf(badge)).map(({ name }) => name);
		const there = [...before, ...demo.courses.map((course) => course.badge.name)];
		for (const part of badge.parts ?? []) expect(there).toContain(part);
	});

	test('everybody is who they are, nobody reviews themselves or twice, and all in the order of time', () => {
		for (const { by, to, daysAgo } of gifts) {
			expect(by).not.toBe(to);
			expect(daysAgo).toBeLessThanOrEqual(Math.min(badge.publishedDaysAgo, registered.get(to) ?? 0));
		}
		for (const { who, revisions, escalatedDaysAgo = 0 } of applications) {
			let before = Math.min(badge.publishedDaysAgo, registered.get(who) ?? 0);
			for (const { daysAgo, reviews } of revisions) {
				expect([who, daysAgo <= before]).toEqual([who, true]);
				before = daysAgo;
				expect(repeated([who, ...reviews.map(({ by }) => by)])).toEqual([]);
				for (const review of reviews) {
					expect([review.by, review.daysAgo <= before]).toEqual([review.by, true]);
					before = review.daysAgo;
					expect(review.levels.map((level, index) => rubric[index]?.levels[level])).not.toContain(undefined);
					expect(review.levels).toHaveLength(rubric.length);
				}
			}
			expect(escalatedDaysAgo).toBeLessThanOrEqual(before);
		}
		const people = [badge.by, ...applications.map(({ who }) => who), ...earners.map(({ who }) => who)];
		for (const who of people) expect(usernames).toContain(who);
	});
});
