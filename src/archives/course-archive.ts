import { MARKDOWN_LIMIT } from '../platform/markdown/markdown.js';

export const FORMAT = 'kunlerni-course';
/** Version 1 had badges for completing the course only, with a drawn picture. */
export const VERSIONS = [1, 2] as const;
export const VERSION = 2;

const MB = 1024 * 1024;

/** What an archive may hold. Sizes in bytes, `markdown` in UTF-16 code units, one-line texts in characters. */
export const LIMITS = {
	/** All the files that a course may have here, its texts and the pictures of its badges. */
	zip: 350 * MB,
	unpacked: 350 * MB,
	entry: 25 * MB,
	/** All pages together, which are read into memory. */
	pages: 100 * MB,
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
	badgeTags: 10,
	criteria: 5_000,
	ribbon: 12,
	badgePicture: 2 * MB,
	quorum: 20,
	patience: 60,
	needed: 100,
	gifts: 1_000,
	months: 120,
	rubric: 8,
	rubricText: 200,
	levels: 5,
	meaning: 300,
} as const;

export const KINDS = ['course', 'study-group', 'challenge'] as const;
export const EDITORS = ['organisers', 'participants'] as const;
export const PACES = ['rolling', 'fixed'] as const;
export const SIGN_UPS = ['open', 'moderated', 'closed'] as const;
export const AUDIENCES = ['public', 'participants', 'organisers'] as const;
export const PROOFS = ['none', 'link', 'text', 'file'] as const;
export const RULES = ['completion', 'review', 'peer', 'organiser', 'badges'] as const;
export const REVIEWERS = ['holders', 'members', 'named'] as const;

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

/** A badge as it is designed, and how it is earned; whoever imports it gets a draft. Names of the look as in `accent`. */
export interface ArchivedBadge {
	name: string;
	description: string;
	criteria: string;
	tags: string[];
	shape: string;
	colour: string;
	icon: string;
	/** '' for the one that goes with the colour. */
	ribbonColour: string;
	ribbonText: string;
	/** One that was uploaded, instead of the drawn one. */
	picture: ArchivedPicture | null;
	alt: string;
	rule: (typeof RULES)[number];
	settings: ArchivedSettings;
	/** What must be held before, as places in the list of badges. */
	prerequisites: number[];
	/** What together earns a badge by the rule `badges`, as places in the list of badges. */
	parts: number[];
}

export interface ArchivedPicture {
	type: 'png' | 'svg';
	read(): Promise<Buffer>;
}

/** How a badge is earned; which of it matters depends on its rule. The people named as reviewers stay where they are. */
export interface ArchivedSettings {
	quorum: number;
	reviewers: (typeof REVIEWERS)[number];
	patienceDays: number;
	/** Of the parts; null for all of them. */
	needed: number | null;
	isRepeatable: boolean;
	giverLimit: number | null;
	takesApplications: boolean;
	validMonths: number | null;
	rubric: ArchivedCriterion[];
}

export interface ArchivedCriterion {
	name: string;
	/** From the lowest to the highest; a meaning may be ''. */
	levels: { name: string; meaning: string }[];
	/** Index into `levels`. */
	required: number;
}

export interface ArchivedAsset {
	/** As `assetName` makes it: ASCII letters, digits, `-`, `_` and single dots. */
	name: string;
	mediaType: string;
	/** In bytes. */
	size: number;
	read(): Promise<Buffer>;
}
