import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ArchiveProblem } from '../archives/archive-note.js';
import type { ArchivedBadge, ArchivedCriterion, ArchivedTask } from '../archives/course-archive.js';
import { toSiteLinks } from '../archives/references.js';
import { BadgeCopies, type CopiedBadge } from '../badges/badge-copies.service.js';
import type { Design, UploadedPicture } from '../badges/badge-drafts.service.js';
import { AboutPages } from '../courses/about/about-pages.service.js';
import { CourseCopies } from '../courses/course-copies.service.js';
import type { Licence } from '../courses/licence.policy.js';
import { BADGE_ICONS, drawableText } from '../credentials/badge-icons.js';
import { BADGE_COLOURS } from '../credentials/badge-picture.js';
import { BADGE_SHAPES } from '../credentials/badge-shapes.js';
import { rows } from '../platform/database/database.js';
import { MARKDOWN_LIMIT } from '../platform/markdown/markdown.js';
import { TaskCopies } from '../tasks/task-copies.service.js';
import type { CourseContent } from './course-content.js';

export interface PlacedFile {
	fileId: string;
	/** As its address and the list of attachments call it. */
	name: string;
}

export interface Plan {
	content: CourseContent;
	language: string;
	licence: Licence;
	attribution: string;
	/** The files of this site for the names in the content. */
	files: ReadonlyMap<string, PlacedFile>;
	/** The uploaded pictures of badges, by their places in the content. */
	pictures: ReadonlyMap<number, UploadedPicture>;
	/** The course on this site that it is a fork of, with its revisions by lineage. */
	fork: { courseId: number; revisions: ReadonlyMap<string, number> } | null;
}

interface Author {
	id: number;
	timeZone: string;
}

type Links = (markdown: string, file: string) => string;

/** Makes a draft of what authors made elsewhere. */
@Injectable()
export class CourseBuilding {
	constructor(
		private readonly copies: CourseCopies,
		private readonly aboutPages: AboutPages,
		private readonly tasks: TaskCopies,
		private readonly badges: BadgeCopies,
	) {}

	/** As a part of `tx`; throws ArchiveProblem when a text is too long with the addresses it has here. */
	async build(tx: EntityManager, author: Author, plan: Plan): Promise<{ id: number; slug: string }> {
		const { content, language, licence, attribution, fork } = plan;
		const { course } = content;
		const created = await this.copies.add(tx, author, {
			...course,
			language,
			licence,
			attribution,
			forkedFrom: fork?.courseId ?? null,
			provenance: course.forkedFrom,
		});
		await this.placeFiles(tx, author, created.id, [...plan.files.values()]);
		await this.placeQuestions(tx, created.id, course.run.questions);
		const ids = await this.tasks.reserve(tx, content.tasks.length);
		const links = linksTo(created.slug, plan, ids);
		await this.aboutPages.adopt(tx, created.id, author.id, links(content.about, 'about.md'));
		await this.tasks.add(
			tx,
			author,
			created.id,
			content.tasks.map((task, index) => ({
				id: ids[index] ?? 0,
				lineageId: task.lineageId,
				title: task.title,
				body: links(task.body, task.title),
				proof: task.proof,
				workAudience: audienceOf(task),
				isRemoved: task.isRemoved,
				forkedFrom: fork?.revisions.get(task.lineageId) ?? null,
			})),
		);
		const badges = content.badges.map((badge, place) =>
			copiedBadge(badge, design(badge, language, links, plan.pictures.get(place))),
		);
		await this.badges.add(tx, author, created.id, badges);
		return created;
	}

	private async placeFiles(
		tx: EntityManager,
		author: Author,
		courseId: number,
		files: readonly PlacedFile[],
	): Promise<void> {
		await rows(
			tx,
			`INSERT INTO attachments (course_id, file_id, name, added_by)
			SELECT $1, file, name, $2 FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS f(file, name, number)
			ORDER BY number ON CONFLICT DO NOTHING`,
			[courseId, author.id, files.map(({ fileId }) => fileId), files.map(({ name }) => name)],
		);
	}

	private async placeQuestions(
		tx: EntityManager,
		courseId: number,
		questions: CourseContent['course']['run']['questions'],
	): Promise<void> {
		await rows(
			tx,
			`INSERT INTO sign_up_questions (course_id, position, text, audience)
			SELECT $1, number, text, audience FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS q(text, audience, number)`,
			[courseId, questions.map(({ text }) => text), questions.map(({ audience }) => audience)],
		);
	}
}

function linksTo(slug: string, { content, files }: Plan, ids: readonly number[]): Links {
	const tasks = new Map(content.tasks.map(({ lineageId }, index) => [lineageId, ids[index]]));
	const addresses = {
		slug,
		fileUrlOf: (asset: string) => {
			const file = files.get(asset);
			return file && `/files/${file.fileId}/${file.name}`;
		},
		taskIdOf: (lineageId: string) => tasks.get(lineageId),
	};
	return (markdown, file) => {
		const text = toSiteLinks(markdown, addresses);
		if (text.length > MARKDOWN_LIMIT) throw new ArchiveProblem('text-long', file, { limit: MARKDOWN_LIMIT });
		return text;
	};
}

function audienceOf({ proof, sharesWork }: ArchivedTask) {
	return proof === 'none' || sharesWork ? 'course' : 'organisers';
}

function copiedBadge(
	{ rule, settings: { rubric, ...settings }, prerequisites, parts }: ArchivedBadge,
	made: Design,
): CopiedBadge {
	return {
		rule,
		design: made,
		settings: { ...settings, rubric: rubric.map(criterion) },
		prerequisites,
		parts,
	};
}

function criterion({ name, levels, required }: ArchivedCriterion) {
	const meanings = levels.map(({ meaning }) => meaning);
	const said = meanings.some(Boolean) ? { meanings } : {};
	return { name, levels: levels.map((level) => level.name), ...said, required };
}

function design(
	badge: ArchivedBadge,
	language: string,
	links: Links,
	upload: UploadedPicture | undefined,
): Design {
	return {
		name: badge.name,
		description: badge.description,
		criteria: links(badge.criteria, badge.name),
		tags: badge.tags,
		shape: known(BADGE_SHAPES, badge.shape),
		colour: known(BADGE_COLOURS, badge.colour),
		icon: known(BADGE_ICONS, badge.icon),
		ribbonColour: BADGE_COLOURS.find((colour) => colour === badge.ribbonColour) ?? '',
		ribbonText: drawableText(badge.ribbonText) ?? '',
		imageAlt: badge.alt,
		language,
		...(upload && { upload }),
	};
}

function known<Name extends string>(names: readonly Name[], wanted: string): Name {
	const name = names.find((each) => each === wanted) ?? names[0];
	if (name === undefined) throw new Error('There is nothing to choose from.');
	return name;
}
