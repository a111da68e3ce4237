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
		...{ skill: skill.publicId, thanks: thanks.publicId, honour: honour.publicId },
		handedIn: handedIn.split('/').at(-1) ?? '',
		batch: granted.location.split('/').at(-1) ?? '',
	};
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
