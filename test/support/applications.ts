import { BadgeDesigns, type Owner } from '../../src/badges/badge-designs.service.js';
import type { Design } from '../../src/badges/badge-drafts.service.js';
import type { Rule } from '../../src/badges/badge.entity.js';
import type { RuleSettings } from '../../src/badges/rule-settings.js';
import type { TestSite } from './app.js';
import type { SignedIn } from './cast.js';

export function someDesign(name: string): Design {
	const picture = { shape: 'star', colour: 'teal', icon: 'star', imageAlt: 'A star' } as const;
	return { ...picture, name, description: `${name} in a line.`, criteria: 'All of it.', language: 'en' };
}

/** A published badge. */
export async function someBadge(
	site: TestSite,
	by: { id: number },
	owner: Owner,
	rule: Rule,
	name: string,
	settings: Partial<RuleSettings> = {},
	design: Partial<Design> = {},
) {
	const designs = site.app.get(BadgeDesigns);
	const badge = await designs.create(by, owner, rule, { ...someDesign(name), ...design }, settings);
	await designs.publishBadge(by, badge.id);
	return { ...badge, href: `/badges/${badge.publicId}` };
}

/** Hands in work through the page, and gives the address of the application. */
export async function handIn(
	person: SignedIn,
	badge: { href: string },
	work: Record<string, string> = {},
): Promise<string> {
	const answer = await person.post(`${badge.href}/application`, {
		...{ url: 'https://example.org/work', reflection: 'I learned to tie.', intent: 'submit' },
		...work,
	});
	if (answer.status !== 303) throw new Error(`Nothing was handed in: ${answer.status} ${answer.text}`);
	return answer.location;
}

/** Reviews through the page; `levels` are the chosen places in the rubric. */
export async function giveReview(
	person: SignedIn,
	application: string,
	levels: readonly number[] = [],
	fields: Record<string, string> = {},
) {
	const page = await person.visit(application);
	const revision = page.html.querySelector('input[name="revision"]')?.getAttribute('value') ?? '1';
	return person.post(`${application}/reviews`, {
		...{ revision, verdict: 'meets', comment: 'A fine piece of work.' },
		...Object.fromEntries(levels.map((level, index) => [`level${index + 1}`, String(level)])),
		...fields,
	});
}

/** Sends the form in which work is handed in, with a file. */
export async function sendWork(
	person: SignedIn,
	badge: { href: string },
	fields: Record<string, string>,
	file: { name: string; content: string },
) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append('file', new Blob([file.content]), file.name);
	const body = new Response(form);
	const address = `${badge.href}/application?_csrf=${await person.token()}`;
	return person.request('POST', address, Buffer.from(await body.arrayBuffer()), {
		'content-type': body.headers.get('content-type') ?? '',
	});
}
