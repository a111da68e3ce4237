import type { Accent } from '../../courses/course-cover.js';
import type { BadgeColour } from '../../credentials/badge-picture.js';
import type { DemoOtherBadge } from './badge-types.js';

/**
 * The shape of the demo content. Everything refers to people by username, to courses by slug and to
 * tasks by their slug within the course. Times are days before the moment of loading: 0.25 is six hours ago.
 */
export type Language = 'en' | 'es';
export type CourseKind = 'course' | 'study-group' | 'challenge';
export type ProofKind = 'none' | 'link' | 'text';
export type Visibility = 'public' | 'link' | 'private';
export type BadgeShape = 'circle' | 'hexagon' | 'shield' | 'rosette';

export interface DemoPerson {
	username: string;
	displayName: string;
	/** Markdown, may be empty. */
	bio: string;
	links: { label: string; url: string }[];
	locale: Language;
	/** IANA name. */
	timeZone: string;
	registeredDaysAgo: number;
}

export interface DemoCollection {
	slug: string;
	title: string;
	summary: string;
	/** Course slugs in the order to take them. */
	courses: string[];
}

export interface DemoSchool {
	slug: string;
	name: string;
	summary: string;
	/** Markdown. */
	about: string;
	accent: Accent;
	createdDaysAgo: number;
	organisers: string[];
	collections: DemoCollection[];
}

export interface DemoTask {
	slug: string;
	title: string;
	/** Markdown. */
	body: string;
	/** What a participant is asked to hand in. */
	proof: ProofKind;
}

export interface DemoBadge {
	name: string;
	description: string;
	/** Markdown. */
	criteria: string;
	imageAlt: string;
	/** `icon` is the name of a lucide icon. */
	design: { shape: BadgeShape; colour: BadgeColour; icon: string };
}

export interface DemoQuestion {
	text: string;
	audience: 'public' | 'participants' | 'organisers';
}

type DemoSignUp = { signUp: 'open' } | { signUp: 'moderated'; seats: number; questions: DemoQuestion[] };

export type DemoRun = DemoSignUp &
	(
		| { pace: 'rolling' }
		/** Days counted from the moment of loading; negative is in the past. */
		| { pace: 'fixed'; startsInDays: number; endsInDays: number; timeZone: string }
	);

export interface DemoCourse {
	slug: string;
	title: string;
	kind: CourseKind;
	/** The author's own word, shown instead of the kind. */
	ownTerm?: string;
	summary: string;
	language: Language;
	/** How long it takes, as the author would say it. */
	effort: string;
	accent: Accent;
	tags: string[];
	/** School slug. */
	school: string | null;
	/** Markdown. */
	about: string;
	publishedDaysAgo: number;
	run: DemoRun;
	tasks: DemoTask[];
	badge: DemoBadge;
}

export type Proof = { link: string } | { text: string };

export interface DemoCompletion {
	task: string;
	daysAgo: number;
	proof?: Proof;
}

export interface DemoMember {
	who: string;
	joinedDaysAgo: number;
	leftDaysAgo?: number;
	completions: DemoCompletion[];
	/** Set exactly when every task is completed: how its earner shows the completion badge. */
	award?: Visibility;
	/** Offered to help newcomers on the day of the last completion. */
	helps?: true;
}

export interface DemoComment {
	by: string;
	daysAgo: number;
	/** Markdown. */
	body: string;
}

export interface DemoThread extends DemoComment {
	/** The task it is under; none means the course itself. */
	task?: string;
	replies: DemoComment[];
}

/** Accepted when its applicant is a member, else waiting for a decision. */
export interface DemoApplication {
	who: string;
	daysAgo: number;
	/** Markdown, one for each question of the run. */
	answers: string[];
	/** What the first organiser asked under it. */
	message?: string;
}

export interface DemoStory {
	/** Course slug. */
	course: string;
	/** The first one wrote the course. */
	organisers: string[];
	members: DemoMember[];
	threads: DemoThread[];
	applications?: DemoApplication[];
}

export interface DemoContent {
	people: DemoPerson[];
	schools: DemoSchool[];
	courses: DemoCourse[];
	/** One per course. */
	stories: DemoStory[];
	/** Besides those of the courses. */
	badges: DemoOtherBadge[];
}
