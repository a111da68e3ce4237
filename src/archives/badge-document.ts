import type { Fields } from './archive-fields.js';
import { ArchiveProblem } from './archive-note.js';
import { oneLine } from './archive-text.js';
import {
	type ArchivedBadge,
	type ArchivedCriterion,
	type ArchivedSettings,
	LIMITS,
	REVIEWERS,
	RULES,
} from './course-archive.js';
import { NAME } from './course-document.js';
import { page, pageFrom } from './page-document.js';

const PICTURE = /^[\w-]{1,100}\.(png|svg)$/;

/** What a badge says of itself unless its page says otherwise. */
const USUAL = { quorum: 3, reviewers: 'holders', patienceDays: 5 } as const;

/** A badge as its page has it: other badges by the names of their pages, its picture by the name of its file. */
export interface BadgePage extends Omit<ArchivedBadge, 'picture' | 'prerequisites' | 'parts'> {
	pictureFile: string | null;
	needs: string[];
	madeOf: string[];
}

/** `names`: of all badges' pages without `.md`, in their order. */
export function badgePage(badge: ArchivedBadge, own: string, names: readonly string[]): string {
	const { settings } = badge;
	const pages = (places: readonly number[]) => places.flatMap((place) => names[place] ?? []);
	const said = {
		name: oneLine(badge.name),
		description: oneLine(badge.description),
		...(badge.tags.length > 0 && { tags: badge.tags.map(oneLine) }),
		shape: badge.shape,
		colour: badge.colour,
		icon: badge.icon,
		...(badge.ribbonColour && { ribbon_colour: badge.ribbonColour }),
		...(badge.ribbonText && { ribbon_text: oneLine(badge.ribbonText) }),
		...(badge.picture && { picture: pictureName(own, badge.picture.type) }),
		alt: oneLine(badge.alt),
		rule: badge.rule,
		...settingsToYaml(settings),
		...(badge.prerequisites.length > 0 && { needs: pages(badge.prerequisites) }),
		...(badge.parts.length > 0 && { made_of: pages(badge.parts) }),
	};
	return page(said, badge.criteria);
}

/** Beside the page of the badge, `01-anchor.svg`. */
export function pictureName(own: string, type: 'png' | 'svg'): string {
	return `${own}.${type}`;
}

function settingsToYaml(settings: ArchivedSettings) {
	const { quorum, reviewers, patienceDays, needed, giverLimit, validMonths, rubric } = settings;
	return {
		...(quorum !== USUAL.quorum && { quorum }),
		...(reviewers !== USUAL.reviewers && { reviewers }),
		...(patienceDays !== USUAL.patienceDays && { patience_days: patienceDays }),
		...(needed !== null && { needed }),
		...(settings.isRepeatable && { repeatable: true }),
		...(giverLimit !== null && { giver_limit: giverLimit }),
		...(settings.takesApplications && { takes_applications: true }),
		...(validMonths !== null && { valid_months: validMonths }),
		...(rubric.length > 0 && { rubric: rubric.map(criterionToYaml) }),
	};
}

function criterionToYaml({ name, levels, required }: ArchivedCriterion) {
	const named = levels.map((level) => ({
		name: oneLine(level.name),
		...(level.meaning && { means: oneLine(level.meaning) }),
	}));
	return { question: oneLine(name), levels: named, required: named[required]?.name };
}

export function badgeFrom(bytes: Buffer, file: string): BadgePage {
	const { head, body } = pageFrom(bytes, file, LIMITS.criteria);
	const badge: BadgePage = {
		name: head.text('name', LIMITS.badgeName),
		description: head.optionalText('description', LIMITS.badgeDescription),
		criteria: body,
		tags: head.texts('tags', LIMITS.badgeTags, LIMITS.term),
		shape: head.matching('shape', NAME),
		colour: head.matching('colour', NAME),
		icon: head.optionalText('icon', LIMITS.term),
		ribbonColour: head.optionalMatching('ribbon_colour', NAME) ?? '',
		ribbonText: head.optionalText('ribbon_text', LIMITS.ribbon),
		pictureFile: head.optionalMatching('picture', PICTURE),
		alt: head.optionalText('alt', LIMITS.badgeAlt),
		rule: head.has('rule') ? head.oneOf('rule', RULES) : 'completion',
		settings: settingsFrom(head, file),
		needs: head.texts('needs', LIMITS.badges, LIMITS.path),
		madeOf: head.texts('made_of', LIMITS.badges, LIMITS.path),
	};
	head.done();
	return badge;
}

function settingsFrom(head: Fields, file: string): ArchivedSettings {
	return {
		quorum: head.optionalNumber('quorum', LIMITS.quorum) ?? USUAL.quorum,
		reviewers: head.has('reviewers') ? head.oneOf('reviewers', REVIEWERS) : USUAL.reviewers,
		patienceDays: head.optionalNumber('patience_days', LIMITS.patience) ?? USUAL.patienceDays,
		needed: head.optionalNumber('needed', LIMITS.needed),
		isRepeatable: head.flag('repeatable'),
		giverLimit: head.optionalNumber('giver_limit', LIMITS.gifts),
		takesApplications: head.flag('takes_applications'),
		validMonths: head.optionalNumber('valid_months', LIMITS.months),
		rubric: head.maps('rubric', LIMITS.rubric, (criterion) => criterionFrom(criterion, file)),
	};
}

function criterionFrom(fields: Fields, file: string): ArchivedCriterion {
	const name = fields.text('question', LIMITS.rubricText);
	const levels = fields.maps('levels', LIMITS.levels, (level) => ({
		name: level.text('name', LIMITS.rubricText),
		meaning: level.optionalText('means', LIMITS.meaning),
	}));
	const wanted = fields.text('required', LIMITS.rubricText);
	const required = levels.findIndex((level) => level.name === wanted);
	const names = new Set(levels.map((level) => level.name));
	if (levels.length < 2 || names.size < levels.length || required < 0)
		throw new ArchiveProblem('badge-levels', file, { text: name.slice(0, 80) });
	return { name, levels, required };
}
