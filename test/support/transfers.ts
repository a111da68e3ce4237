import type { TestSite } from './app.js';
import type { Answer, Person } from './person.js';

/** Sends the zip as the form of the import does; the answer is the redirect or the form again. */
export async function sendZip(person: Person, zip: Buffer | null, name = 'course.zip'): Promise<Answer> {
	const form = new FormData();
	form.append('zip', zip ? new Blob([new Uint8Array(zip)]) : new Blob([]), zip ? name : '');
	const body = new Response(form);
	const url = `/courses/import?_csrf=${encodeURIComponent(await person.token())}`;
	return person.request('POST', url, Buffer.from(await body.arrayBuffer()), {
		'content-type': body.headers.get('content-type') ?? '',
	});
}

/** The page of the import once it came to its end. */
export async function importZip(site: TestSite, person: Person, zip: Buffer): Promise<Answer> {
	const { location, text } = await sendZip(person, zip);
	if (!location) throw new Error(`The zip was not accepted: ${text}`);
	await site.drainJobs();
	return person.visit(location);
}

/** The zip of a course, as its page offers it. */
export async function exportZip(site: TestSite, person: Person, course: { href: string }): Promise<Buffer> {
	await person.visit(`${course.href}/copy`);
	const { html } = await person.submit(`${course.href}/exports`);
	await site.drainJobs();
	const page = await person.visit(html.querySelector('a.button')?.getAttribute('href') ?? '');
	const link = page.html.querySelector('a[download]')?.getAttribute('href');
	if (!link) throw new Error(`There is no zip: ${page.text}`);
	return (await person.request('GET', link)).bytes;
}

/** Where the page of a finished import leads. */
export function courseOn(page: Answer): { href: string; slug: string } {
	const href = page.html.querySelector('main a.button')?.getAttribute('href') ?? '';
	return { href, slug: href.replace('/courses/', '') };
}
