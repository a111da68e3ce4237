const FACTS = {
	'CC-BY-SA-4.0': ['CC BY-SA 4.0', 'https://creativecommons.org/licenses/by-sa/4.0/'],
	'CC-BY-4.0': ['CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/'],
	'CC-BY-NC-4.0': ['CC BY-NC 4.0', 'https://creativecommons.org/licenses/by-nc/4.0/'],
	'CC-BY-NC-SA-4.0': ['CC BY-NC-SA 4.0', 'https://creativecommons.org/licenses/by-nc-sa/4.0/'],
	'CC0-1.0': ['CC0 1.0', 'https://creativecommons.org/publicdomain/zero/1.0/'],
	'CC-PDM-1.0': ['Public Domain Mark 1.0', 'https://creativecommons.org/publicdomain/mark/1.0/'],
} as const;

/** SPDX identifiers of what a course may be under. All allow copies and changes, which is what courses are for. */
export type Licence = keyof typeof FACTS;
export const LICENCES: readonly Licence[] = [
	...(['CC-BY-SA-4.0', 'CC-BY-4.0', 'CC-BY-NC-4.0', 'CC-BY-NC-SA-4.0'] as const),
	...(['CC0-1.0', 'CC-PDM-1.0'] as const),
];

export function isLicence(id: string): id is Licence {
	return LICENCES.some((licence) => licence === id);
}

/** A licence as it is named and where it is explained; one that we do not know keeps its identifier. */
export function licenceFacts(id: string): { name: string; href: string | null } {
	if (!isLicence(id)) return { name: id, href: null };
	const [name, href] = FACTS[id];
	return { name, href };
}

/** What a changed copy may be under, by the licence of what it was made of (null: of nothing). */
export function allowedLicences(source: string | null): readonly Licence[] {
	if (source === null) return LICENCES;
	switch (source) {
		case 'CC0-1.0':
		case 'CC-PDM-1.0':
			return LICENCES;
		case 'CC-BY-4.0':
			return ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0', 'CC-BY-NC-SA-4.0'];
		case 'CC-BY-NC-4.0':
			return ['CC-BY-NC-4.0', 'CC-BY-NC-SA-4.0'];
		default:
			// Share alike; and of what we do not know, nothing but itself.
			return LICENCES.filter((licence) => licence === source);
	}
}
