import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, rows } from '../platform/database/database.js';
import { documentName } from '../platform/files/document.js';
import { Events } from '../platform/events/events.js';
import { Files } from '../platform/files/files.js';
import { type PreparedFile, preparedUpload } from '../platform/files/prepared-file.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { ApplicationState } from './badge-application.entity.js';
import { ApplicationWithdrawn, type OfApplication, WorkSubmitted } from './badge-application.events.js';
import { mayRevise } from './badge-application.policy.js';

export const FILES_LIMIT = 10;
const PICTURE_EDGE = 2_000;

export interface Words {
	url: string;
	/** Markdown, as the reflection. */
	body: string;
	reflection: string;
}

export interface Work extends Words {
	file: { bytes: Buffer; name: string } | null;
}

interface PreparedWork extends Words {
	file: (PreparedFile & { name: string }) | null;
}

export interface Target {
	badgeId: number;
	versionId: number;
	/** The open application that the work is for; a new one without. */
	open?: { id: number } | null;
}

export type SaveOutcome =
	| { applicationId: number; outcome: 'saved' | 'submitted' }
	| 'waiting'
	| 'not-open'
	| 'nothing-handed-in'
	| 'no-reflection'
	| 'bad-file'
	| 'no-room'
	| 'too-many-files';

interface Draft {
	id: number;
	number: number;
	isNew: boolean;
}

/** Carries a refusal out of the transaction, so that nothing of it stays. */
class Refused extends Error {
	constructor(readonly reason: Extract<SaveOutcome, string>) {
		super(reason);
	}
}

@Injectable()
export class BadgeApplications {
	constructor(
		private readonly db: Database,
		private readonly events: Events,
		private readonly files: Files,
	) {}

	/** Stores what is being written; begins the application when there is none, and a new revision after reviews. */
	async save(member: { id: number }, target: Target, work: Work, submit: boolean): Promise<SaveOutcome> {
		const file = work.file && (await preparedUpload(work.file, PICTURE_EDGE));
		if (typeof file === 'string') return 'bad-file';
		const name = documentName(work.file?.name ?? '', file?.mediaType ?? '');
		try {
			return await this.db.transaction((tx) =>
				this.saveIn(tx, member.id, target, { ...work, file: file && { ...file, name } }, submit),
			);
		} catch (error) {
			if (error instanceof Refused) return error.reason;
			throw error;
		}
	}

	private async saveIn(
		tx: EntityManager,
		userId: number,
		{ badgeId, versionId, open }: Target,
		work: PreparedWork,
		submit: boolean,
	): Promise<SaveOutcome> {
		// The conflict also locks the row: of two presses of the button the second finds it submitted.
		const [application] = await rows<{ id: number; state: ApplicationState; answeredAt: Date | null }>(
			tx,
			`INSERT INTO badge_applications (badge_id, badge_version_id, user_id) VALUES ($1, $2, $3)
			ON CONFLICT (badge_id, user_id) WHERE state IN ('draft', 'submitted', 'needs-work')
			DO UPDATE SET user_id = excluded.user_id RETURNING id, state, answered_at AS "answeredAt"`,
			[badgeId, versionId, userId],
		);
		if (!application || !mayRevise(application)) throw new Refused('waiting');
		// It was decided or withdrawn meanwhile: what was meant for it begins no other.
		if (open && open.id !== application.id) throw new Refused('not-open');
		const draft = await this.draft(tx, application.id, work);
		if (draft.isNew) await keepFiles(tx, application.id, draft);
		if (work.file) await this.attach(tx, draft.id, userId, work.file);
		if (!submit) return { applicationId: application.id, outcome: 'saved' };
		await this.submit(tx, { applicationId: application.id, badgeId, userId }, draft.id, work);
		return { applicationId: application.id, outcome: 'submitted' };
	}

	private async draft(tx: EntityManager, applicationId: number, work: Words): Promise<Draft> {
		const [draft] = await rows<Draft>(
			tx,
			`INSERT INTO application_revisions (application_id, number, url, body_md, body_html, reflection_md, reflection_html)
			SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6
			FROM application_revisions WHERE application_id = $1
			ON CONFLICT (application_id) WHERE submitted_at IS NULL DO UPDATE SET url = excluded.url,
				body_md = excluded.body_md, body_html = excluded.body_html, reflection_md = excluded.reflection_md,
				reflection_html = excluded.reflection_html, created_at = now()
			RETURNING id, number, xmax = 0 AS "isNew"`,
			[
				...[applicationId, work.url, work.body, renderMarkdown(work.body)],
				...[work.reflection, renderMarkdown(work.reflection)],
			],
		);
		if (!draft) throw new Error(`Application ${applicationId} got no draft.`);
		return draft;
	}

	private async attach(
		tx: EntityManager,
		revisionId: number,
		ownerId: number,
		file: PreparedFile & { name: string },
	): Promise<void> {
		const stored = await this.files.save(tx, file, ownerId, { isPrivate: true });
		if (stored === 'no-room') throw new Refused(stored);
		await rows(tx, 'INSERT INTO application_files (revision_id, file_id, name) VALUES ($1, $2, $3)', [
			revisionId,
			stored.id,
			file.name,
		]);
		const all = await rows(tx, 'SELECT file_id FROM application_files WHERE revision_id = $1', [revisionId]);
		if (all.length > FILES_LIMIT) throw new Refused('too-many-files');
	}

	private async submit(
		tx: EntityManager,
		application: OfApplication,
		revisionId: number,
		work: Words,
	): Promise<void> {
		const files = await rows<{ name: string; sha256: string }>(
			tx,
			`SELECT a.name, f.sha256 FROM application_files a JOIN files f ON f.id = a.file_id
			WHERE a.revision_id = $1 ORDER BY a.name, f.sha256`,
			[revisionId],
		);
		if (!work.url && !work.body && files.length === 0) throw new Refused('nothing-handed-in');
		if (!work.reflection) throw new Refused('no-reflection');
		await rows(tx, 'UPDATE application_revisions SET submitted_at = now(), content_hash = $2 WHERE id = $1', [
			revisionId,
			contentHash(work, files),
		]);
		await rows(
			tx,
			`UPDATE badge_applications SET state = 'submitted', submitted_at = now(), answered_at = NULL, asked_at = NULL,
				rounds = 0, escalated_at = NULL WHERE id = $1`,
			[application.applicationId],
		);
		await this.events.record(tx, WorkSubmitted, { ...application, revisionId }, application.userId);
	}

	async withdraw(member: { id: number }, applicationId: number): Promise<'withdrawn' | 'not-open'> {
		return this.db.transaction(async (tx) => {
			const [application] = await rows<{ badgeId: number }>(
				tx,
				`UPDATE badge_applications SET state = 'withdrawn', decided_at = now()
				WHERE id = $1 AND user_id = $2 AND state IN ('draft', 'submitted', 'needs-work')
				RETURNING badge_id AS "badgeId"`,
				[applicationId, member.id],
			);
			if (!application) return 'not-open';
			const { badgeId } = application;
			await this.events.record(
				tx,
				ApplicationWithdrawn,
				{ applicationId, badgeId, userId: member.id },
				member.id,
			);
			return 'withdrawn';
		});
	}

	/** Takes a file out of the draft. */
	async detach(member: { id: number }, applicationId: number, fileId: string): Promise<void> {
		await this.db.query(
			`DELETE FROM application_files f USING application_revisions w, badge_applications a
			WHERE f.revision_id = w.id AND w.application_id = a.id AND w.submitted_at IS NULL
				AND a.id = $1 AND a.user_id = $2 AND f.file_id = $3`,
			[applicationId, member.id, fileId],
		);
	}

	/** Somebody reviewed the latest revision, and this is where it leaves the application. */
	async answered(tx: EntityManager, applicationId: number, state: ApplicationState): Promise<void> {
		await rows(
			tx,
			`UPDATE badge_applications SET state = $2, answered_at = coalesce(answered_at, now()),
				decided_at = CASE WHEN $2 = 'awarded' THEN now() END WHERE id = $1`,
			[applicationId, state],
		);
	}

	/** Reviewers, or those who decide, were asked once more. */
	async asked(tx: EntityManager, applicationId: number): Promise<void> {
		await rows(tx, 'UPDATE badge_applications SET asked_at = now(), rounds = rounds + 1 WHERE id = $1', [
			applicationId,
		]);
	}

	/** From now on its organisers decide it. */
	async escalate(tx: EntityManager, applicationId: number): Promise<void> {
		await rows(tx, 'UPDATE badge_applications SET escalated_at = now(), asked_at = now() WHERE id = $1', [
			applicationId,
		]);
	}
}

/** What a new revision begins with besides the text: the files of the one before. */
async function keepFiles(tx: EntityManager, applicationId: number, draft: Draft): Promise<void> {
	await rows(
		tx,
		`INSERT INTO application_files (revision_id, file_id, name)
		SELECT $2, f.file_id, f.name FROM application_files f JOIN application_revisions w ON w.id = f.revision_id
		WHERE w.application_id = $1 AND w.number = $3`,
		[applicationId, draft.id, draft.number - 1],
	);
}

/** sha256 of everything handed in, in hexadecimal. */
export function contentHash({ url, body, reflection }: Words, files: readonly { sha256: string }[]): string {
	const content = [url, body, reflection, ...files.map(({ sha256 }) => sha256)];
	return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
