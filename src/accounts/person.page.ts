import { fileUrl } from '../platform/files/files.js';

export interface PersonRow {
	id: number;
	username: string;
	displayName: string;
	avatarId: string | null;
}

/** SQL columns of a PersonRow for the table alias `u`, as one JSON object. */
export const PERSON_JSON = `json_build_object('id', u.id, 'username', u.username, 'displayName', u.display_name, 'avatarId', u.avatar_id)`;

const HUES = 12;

function initials(name: string): string {
	const words = name.split(/[\s_.-]+/u).filter(Boolean);
	const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
	return letters
		.map((word) => Array.from(word ?? '')[0] ?? '')
		.join('')
		.toLocaleUpperCase();
}

/** A person as the avatar and person partials show them. */
export function personView({ id, username, displayName, avatarId }: PersonRow) {
	return {
		id,
		username,
		displayName,
		href: `/people/${username}`,
		avatarUrl: avatarId ? fileUrl(avatarId) : null,
		initials: initials(displayName),
		hue: id % HUES,
	};
}

export type PersonView = ReturnType<typeof personView>;
