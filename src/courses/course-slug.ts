const LETTERS: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ł: 'l',
	þ: 'th',
	ı: 'i',
};
const LONGEST = 60;
// Addresses beside /courses/:slug.
const RESERVED = new Set(['new', 'deleted', 'import']);

/** The Latin letters and digits of a title as an address, or '' when there is too little of them to tell it apart. */
function slugOf(title: string): string {
	const plain = title
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/['’]/g, '')
		.replace(/[^a-z0-9]/gu, (letter) => LETTERS[letter] ?? '-')
		.replace(/-+/g, '-')
		.slice(0, LONGEST)
		.replace(/^-+|-+$/g, '');
	return plain.length >= 2 && /[a-z]/.test(plain) ? plain : '';
}

/** Addresses to try for a course, nicest first; the later ones hold its id. */
export function slugsFor(title: string, id: number): string[] {
	const slug = slugOf(title);
	const nicest = slug && !RESERVED.has(slug) ? [slug] : [];
	const unique = `${slug || 'course'}-${id}`;
	return [...nicest, unique, `${unique}-2`, `${unique}-3`];
}
