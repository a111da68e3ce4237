import type { TestSite } from './app.js';
import type { Answer, Person } from './person.js';

export const PASSWORD = 'four words in a row';

/** The path in the latest mail to an address that starts with `/path/`. */
export async function linkIn(site: TestSite, address: string, path: string): Promise<string> {
	await site.drainJobs();
	const mails = await site.mailTo(address);
	const pattern = new RegExp(`http://localhost:3000(/${path}/[\\w-]+)`);
	const link = pattern.exec(mails.at(-1)?.text ?? '')?.[1];
	if (!link) throw new Error(`No link to ${path} was mailed to ${address}.`);
	return link;
}

/** Registers and confirms through the pages. */
export async function join(site: TestSite, visitor: Person, username: string, email: string): Promise<void> {
	await visitor.visit('/register');
	await visitor.submit('/register', { username, email, password: PASSWORD });
	const link = await linkIn(site, email, 'confirm');
	await visitor.visit(link);
	await visitor.submit(link);
}

export async function signIn(
	visitor: Person,
	login: string,
	password = PASSWORD,
	next?: string,
): Promise<Answer> {
	await visitor.visit(next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in');
	return visitor.submit('/sign-in', { login, password });
}

/** Whose pages these are, or '' for a stranger. */
export function nameIn(answer: Answer): string {
	return answer.html.querySelector('.menu-title')?.text ?? '';
}
