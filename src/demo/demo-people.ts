import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/database.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { DemoPerson } from './content/types.js';
import { AGO, idOf } from './demo-ids.js';

export async function addPerson(tx: EntityManager, person: DemoPerson): Promise<number> {
	const id = await idOf(
		tx,
		`INSERT INTO users (username, email, display_name, bio_md, bio_html, locale, time_zone, created_at, confirmed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, ${AGO(8)}, ${AGO(8)}) RETURNING id`,
		[
			...[person.username, `${person.username}@demo.invalid`, person.displayName, person.bio],
			...[renderMarkdown(person.bio), person.locale, person.timeZone, person.registeredDaysAgo],
		],
	);
	for (const [position, { label, url }] of person.links.entries())
		await rows(tx, 'INSERT INTO profile_links (user_id, position, label, url) VALUES ($1, $2, $3, $4)', [
			id,
			position,
			label,
			url,
		]);
	return id;
}
