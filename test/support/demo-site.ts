import { AccountTokens } from '../../src/accounts/account-tokens.service.js';
import { AdminClaims } from '../../src/accounts/admin-claims.service.js';
import { Demo } from '../../src/demo/demo.service.js';
import { Invitations } from '../../src/invitations/invitations.service.js';
import { MailChoices } from '../../src/notifications/mail-choices.service.js';
import { hashToken } from '../../src/platform/http/cookies.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { Transfers } from '../../src/transfers/transfers.service.js';
import type { BrowserSite } from './browser-site.js';
import { signedIn } from './cast.js';
import { draftCourse } from './courses.js';
import { badgesByRules, mailInOutbox } from './demo-badges.js';

/** Ids and secrets that stand in addresses, by the names that a list of pages calls them. */
export type Facts = Readonly<Record<string, string | number>>;

/**
 * Loads the demo and what else it takes to see every page: Linwei has finished “CSS from scratch”, Priya is in the
 * middle of it, Tomasz organises it, root looks after the site, and a newcomer has not confirmed the address yet.
 */
export async function loadDemo(site: BrowserSite): Promise<Facts> {
	await site.app.get(Demo).load();
	const { id } = await signedIn(site.test, 'newcomer');
	await site.db.query('UPDATE users SET confirmed_at = NULL WHERE id = $1', [id]);
	const claim = (await site.app.get(AdminClaims).create()) ?? '';
	const { id: root } = await signedIn(site.test, 'root', { admin: true });
	const ids = await demoIds(site, root);
	const transfer = await exportDemo(site);
	const badges = await badgesByRules(site);
	const mail = await mailInOutbox(site);
	await site.eventually('an end of the work', async () => {
		const { waiting, parked } = await site.app.get(Jobs).stats();
		if (parked > 0) throw new Error('A job was parked.');
		return waiting === 0 || undefined;
	});
	const newcomer = { id, email: 'newcomer@example.org' };
	const issue = (purpose: 'confirm' | 'reset') =>
		site.db.transaction((tx) => site.app.get(AccountTokens).issue(tx, purpose, newcomer, 1));
	const unsubscribe = site.app.get(MailChoices).unsubscribeUrl(id, 'comment').replace(site.origin, '');
	return {
		...ids,
		...badges,
		transfer,
		mail,
		claim,
		unsubscribe,
		confirm: await issue('confirm'),
		reset: await issue('reset'),
		invitation: await invite(site, ids.draftId, root),
		...(await applicationIds(site)),
	};
}

/** A zip that Tomasz asked for. */
async function exportDemo(site: BrowserSite): Promise<string> {
	const course = await site.db.one<{ id: number; slug: string; by: number }>(
		`SELECT c.id, c.slug, u.id AS by FROM courses c, users u WHERE c.slug = 'css-from-scratch' AND u.username = 'tomasz'`,
	);
	if (!course) throw new Error('The demo has no course to export.');
	return site.app.get(Transfers).export({ id: course.by }, course);
}

async function demoIds(site: BrowserSite, root: number) {
	const draft = await draftCourse(site.test, { id: root }, { title: 'Knots' });
	const deleted = await draftCourse(site.test, { id: root }, { title: 'Old knots' });
	await site.db.query('UPDATE courses SET deleted_at = now() WHERE id = $1', [deleted.id]);
	const ids = await site.db.one<Record<string, string | number>>(
		`SELECT t.id AS task, t.revision_id AS revision, b.public_id AS badge, a.id AS award,
			(SELECT max(id) FROM about_revisions WHERE course_id = c.id) AS about,
			(SELECT min(id) FROM comments WHERE course_id = c.id AND author_id = c.created_by) AS own,
			(SELECT min(id) FROM comments WHERE course_id = c.id AND author_id <> c.created_by) AS comment,
			(SELECT min(id) FROM comments WHERE course_id = c.id AND thread_id IS NULL) AS thread,
			(SELECT id FROM tasks WHERE course_id = c.id AND proof = 'link' ORDER BY position LIMIT 1) AS link,
			(SELECT id FROM tasks WHERE course_id = c.id AND proof = 'text' ORDER BY position LIMIT 1) AS text,
			(SELECT min(d.id) FROM completions d WHERE d.undone_at IS NULL AND d.proof_url IS NOT NULL AND d.task_id = (
				SELECT id FROM tasks WHERE course_id = c.id AND proof = 'link' ORDER BY position LIMIT 1)) AS work
		FROM courses c
		JOIN badges b ON b.course_id = c.id AND b.rule = 'completion'
		JOIN awards a ON a.badge_id = b.id
		JOIN tasks t ON t.course_id = c.id AND t.position = (SELECT min(position) FROM tasks WHERE course_id = c.id)
		WHERE c.slug = 'css-from-scratch'`,
	);
	return { ...ids, draft: draft.slug, draftId: draft.id };
}

/** Aroha's application to “Accessible by default”, which waits for a decision, and the run it is for. */
async function applicationIds(site: BrowserSite): Promise<Record<string, number>> {
	const ids = await site.db.one<{ application: number; run: number }>(
		`SELECT a.id AS application, a.run_id AS run FROM sign_up_applications a
		JOIN users u ON u.id = a.user_id WHERE u.username = 'aroha'`,
	);
	return { ...ids };
}

/** A link to organise the draft; and one, /invitations/withdrawn, that is no longer good. */
async function invite(site: BrowserSite, courseId: number, root: number): Promise<string> {
	await site.db.query(
		`INSERT INTO invitations (course_id, role, token_hash, invited_by, expires_at, revoked_at)
		VALUES ($1, 'organiser', $2, $3, now() + interval '1 day', now())`,
		[courseId, hashToken('withdrawn'), root],
	);
	return site.app.get(Invitations).makeLink({ id: root }, courseId, 'organiser');
}
