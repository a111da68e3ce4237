import { MARKDOWN_LIMIT } from '../platform/markdown/markdown.js';

export const FORMAT = 'kunlerni-course';
export const VERSION = 1;

const MB = 1024 * 1024;

/** What an archive may hold. Sizes in bytes, `markdown` and the lengths of one-line texts in UTF-16 code units. */
export const LIMITS = {
	zip: 50 * MB,
	unpacked: 100 * MB,
	entry: 25 * MB,
	entries: 2_000,
	/** Unpacked by packed size, of entries larger than `ratioFrom`. */
	ratio: 200,
	ratioFrom: MB,
	path: 255,
	/** Notes in a report; a longer one tells nobody more. */
	notes: 500,
	text: 256 * 1024,
	yaml: 32 * 1024,
	markdown: MARKDOWN_LIMIT,
	tasks: 300,
	badges: 50,
	tags: 50,
	questions: 20,
	seats: 100_000,
	title: 80,
	taskTitle: 100,
	summary: 150,
	term: 30,
	effort: 40,
	attribution: 500,
	question: 300,
	badgeName: 80,
	badgeDescription: 225,
	badgeAlt: 200,
	criteria: 5_000,
} as const;

export const KINDS = ['course', 'study-group', 'challenge'] as const;
export const EDITORS = ['organisers', 'participants'] as const;
export const PACES = ['rolling', 'fixed'] as const;
export const SIGN_UPS = ['open', 'moderated', 'closed'] as const;
export const AUDIENCES = ['public', 'participants', 'organisers'] as const;
export const PROOFS = ['none', 'link', 'text', 'file'] as const;

/**
 * A course as its authors made it: all that is needed to build it again, nothing about the people in it.
 * Its Markdown points at attachments as `assets/<name>`, at its own tasks as `task:<lineage id>` and at itself as
 * `course:about`.
 */
export interface CourseArchive {
	course: ArchivedCourse;
	about: string;
	/** In the order of the course. */
	tasks: ArchivedTask[];
	badges: ArchivedBadge[];
	assets: ArchivedAsset[];
}

export interface ArchivedCourse {
	title: string;
	summary: string;
	kind: (typeof KINDS)[number];
	ownTerm: string | null;
	/** BCP 47, such as `en` or `pt-BR`. */
	language: string;
	effort: string;
	/** A name of the look; an importer that does not know it takes its own. */
	accent: string;
	/** Name of an asset. */
	cover: string | null;
	/** SPDX identifier. */
	licence: string;
	/** Whom the licence asks to be named, in the author's words. */
	attribution: string;
	tags: string[];
	taskEditing: (typeof EDITORS)[number];
	run: ArchivedRun;
	forkedFrom: Provenance | null;
}

/** How a new run starts; dates belong to the runs that took place. */
export interface ArchivedRun {
	pace: (typeof PACES)[number];
	signUp: (typeof SIGN_UPS)[number];
	seats: number | null;
	questions: { text: string; audience: (typeof AUDIENCES)[number] }[];
}

export interface Provenance {
	title: string;
	/** An http or https address. */
	url: string;
	licence: string;
	attribution: string;
}

export interface ArchivedTask {
	/** A UUID, the same for a task and its descendants in forks and imports. */
	lineageId: string;
	title: string;
	body: string;
	proof: (typeof PROOFS)[number];
	/** Whether the course sees the work handed in. */
	sharesWork: boolean;
	isRemoved: boolean;
}

/** The design of a badge; whoever imports it gets a draft. Names of the look as in `accent`. */
export interface ArchivedBadge {
	name: string;
	description: string;
	criteria: string;
	shape: string;
	colour: string;
	icon: string;
	alt: string;
}

export interface ArchivedAsset {
	/** As `assetName` makes it: ASCII letters, digits, `-`, `_` and single dots. */
	name: string;
	mediaType: string;
	bytes: Buffer;
}
