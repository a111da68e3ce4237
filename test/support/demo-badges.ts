import { Mail } from '../../src/platform/mail/mail.js';
import { handIn, someBadge } from './applications.js';
import type { BrowserSite } from './browser-site.js';
import { openSession, SignedIn } from './cast.js';

async function demoPerson(site: BrowserSite, username: string): Promise<SignedIn> {
	const { id, cookie } = await openSession(site.test, username);
	return new SignedIn(site.app, id, username, `${username}@demo.invalid`, cookie);
}

/**
 * Badges of “CSS from scratch” by the other rules: one that peers review, with Priya's application waiting; one that
 * peers give; one that the organisers give, with a list that was worked off.
 */
export async function badgesByRules(site: BrowserSite): Promise<Record<string, string>> {
	const tomasz = await demoPerson(site, 'tomasz');
	const course = await site.db.one<{ id: number }>(`SELECT id FROM courses WHERE slug = 'css-from-scratch'`);
	if (!course) throw new Error('The demo has no course for badges.');
	const owner = { courseId: course.id };
	const skill = await someBadge(site.test, tomasz, owner, 'review', 'Careful with colour');
	const thanks = await someBadge(site.test, tomasz, owner, 'peer', 'Kind reader');
	const honour = await someBadge(site.test, tomasz, owner, 'organiser', 'Host of an evening');
	const handedIn = await handIn(await demoPerson(site, 'priya'), skill);
	const granted = await tomasz.post(`${honour.href}/grants`, { people: 'priya\nnobody-knows' });
	if (granted.status !== 303) throw new Error(`The list was not taken: ${granted.status} ${granted.text}`);
	return {
		...(await demoReviews(site)),
		...{ skill: skill.publicId, thanks: thanks.publicId, honour: honour.publicId },
		handedIn: handedIn.split('/').at(-1) ?? '',
		batch: granted.location.split('/').at(-1) ?? '',
	};
}

/** From the demo's own story: a reviewed badge, an award with reviewers' words, a second revision, and what is escalated. */
async function demoReviews(site: BrowserSite): Promise<Record<string, string>> {
	const facts = await site.db.one<Record<string, string>>(
		`SELECT b.public_id AS reviewed, (SELECT a.id FROM awards a WHERE a.badge_id = b.id) AS quoted,
			(SELECT p.id FROM badge_applications p JOIN application_revisions w ON w.application_id = p.id
				WHERE p.badge_id = b.id AND w.number = 2) AS "secondTry",
			(SELECT p.id FROM badge_applications p WHERE p.badge_id = b.id AND p.escalated_at IS NOT NULL) AS escalated
		FROM badges b JOIN badge_versions v ON v.badge_id = b.id WHERE v.name = 'Alt text that helps'`,
	);
	return { ...facts };
}

/** A mail in the outbox: the demo's own people have no addresses. */
export async function mailInOutbox(site: BrowserSite): Promise<number> {
	await site.db.transaction((tx) =>
		site.app.get(Mail).queue(tx, {
			...{ key: 'to look at', to: { address: 'ben@example.org', name: 'Ben' }, locale: 'en' as const },
			...{
				subject: 'Somebody answered',
				paragraphs: ['Have a look.'],
				quote: 'It helps.',
				reason: 'You asked.',
			},
			button: { label: 'Read it', url: `${site.origin}/notifications` },
		}),
	);
	const mail = await site.db.one<{ id: number }>(`SELECT id FROM mails WHERE key = 'to look at'`);
	return mail?.id ?? 0;
}
