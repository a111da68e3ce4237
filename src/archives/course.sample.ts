import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { assetName } from './assets.js';
import {
	type ArchivedAsset,
	type ArchivedBadge,
	type ArchivedPicture,
	AUDIENCES,
	type CourseArchive,
	EDITORS,
	KINDS,
	PACES,
	PROOFS,
	REVIEWERS,
	RULES,
	SIGN_UPS,
} from './course-archive.js';
import { writeArchive } from './write-archive.js';

type Random = () => number;

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): Random {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const WORDS = [
	...'knot rope 2024 null yes ~ # - ? : & * ! | > % @ ` { } [ ] " \' \\ , --- ... <b> &amp; 0x1F 1e3 true'.split(
		' ',
	),
	...['مرحبا', 'שלום', '\u202Bעברית\u202C', 'مهمة ١', '日本語', 'Ελλάδα', 'e\u0301', 'ñandú', 'İ'],
	...['😀', '👩‍👩‍👧‍👦', '🇪🇨', '\u200D', '\u200B', '\uFEFF', '\uFFFD', '\u{1F9F6}', '𝒳'],
];

const LINES = [
	'---',
	'--- ',
	'---\ntitle: not front matter\n---',
	'...',
	'',
	'   ',
	'\t- [ ] tab',
	'# Heading',
	'| a | b |\n|---|--:|\n| 1 | 2 |',
	'```yaml\n---\ntask: "x"\n---\n```',
	'[x]: assets/none.png "t"',
	'$$\\frac{1}{2}$$',
	'text with  two spaces  ',
	'%TAG ! tag:example,2000:',
	'<script>alert(1)</script>',
	'\u2028line separator\u2029',
	'\u0085next line',
];

/** A course of whatever people write, the same for the same seed: any script, odd Markdown, attachments. */
export function sampleCourse(seed: number, taskCount: number): CourseArchive {
	const random = randomFrom(seed);
	const one = <Item>(items: readonly [Item, ...Item[]]): Item =>
		items[Math.floor(random() * items.length)] ?? items[0];
	const some = (most: number) => Math.floor(random() * (most + 1));
	const word = () => WORDS[some(WORDS.length - 1)] ?? '';
	const text = (limit: number) => {
		const words = Array.from({ length: 1 + some(6) }, word).join(random() < 0.8 ? ' ' : '');
		return (
			[...words]
				.slice(0, limit / 2)
				.join('')
				.trim() || 'x'
		);
	};
	const assets = Array.from({ length: some(6) }, (_, index) =>
		asset(seed * 31 + index, one(['png', 'webp', 'pdf', 'csv'])),
	);
	const lineages = Array.from({ length: taskCount }, (_, index) => uuid(`${seed}/${index}`));
	const reference = () =>
		random() < 0.5
			? `![](assets/${assets[some(assets.length)]?.name ?? 'gone.png'})`
			: `[next](task:${lineages[some(taskCount)] ?? lineages[0]})`;
	const line = () => one([text, () => LINES[some(LINES.length - 1)] ?? '', reference])(200);
	const markdown = () => {
		const lines = Array.from({ length: some(12) }, line);
		return lines.join(one(['\n', '\n\n', '\n\n\n'])).replace(/^\uFEFF+/, '');
	};
	const levels = () =>
		Array.from({ length: 2 + some(3) }, (_, place) => ({
			name: `${place} ${text(40)}`.trim(),
			meaning: one(['', text(100)]),
		}));
	const criterion = () => {
		const named = levels();
		return { name: text(100), levels: named, required: some(named.length - 1) };
	};
	const earlier = (place: number) =>
		Array.from({ length: place }, (_, each) => each).filter(() => random() < 0.5);
	const badge = (place: number): ArchivedBadge => ({
		name: text(80),
		description: text(200),
		criteria: markdown(),
		tags: Array.from({ length: some(4) }, () => text(30)),
		shape: one(['hexagon', 'rosette']),
		colour: one(['teal', 'plum']),
		icon: one(['anchor', 'star']),
		ribbonColour: one(['', 'amber']),
		ribbonText: one(['', 'KNOTS 24']),
		picture: one([null, null, PICTURE]),
		alt: one(['', text(200)]),
		rule: place === 0 ? one(RULES) : one(OTHER_RULES),
		settings: {
			quorum: 1 + some(5),
			reviewers: one(REVIEWERS),
			patienceDays: 1 + some(30),
			needed: one([null, 1 + some(3)]),
			isRepeatable: random() < 0.5,
			giverLimit: one([null, 1 + some(9)]),
			takesApplications: random() < 0.5,
			validMonths: one([null, 1 + some(24)]),
			rubric: Array.from({ length: some(3) }, criterion),
		},
		prerequisites: earlier(place),
		parts: earlier(place),
	});
	return {
		course: {
			title: text(80),
			summary: text(150),
			kind: one(KINDS),
			ownTerm: random() < 0.5 ? null : text(30),
			language: one(['en', 'es', 'ar', 'pt-BR', 'zh-Hant']),
			effort: one(['', text(40)]),
			accent: one(['teal', 'rust']),
			cover: assets[0]?.name ?? null,
			licence: one(['CC-BY-SA-4.0', 'CC0-1.0']),
			attribution: one(['', text(300)]),
			tags: Array.from({ length: some(5) }, () => text(30)),
			taskEditing: one(EDITORS),
			run: {
				pace: one(PACES),
				signUp: one(SIGN_UPS),
				seats: one([null, 1 + some(200)]),
				questions: Array.from({ length: some(3) }, () => ({ text: text(300), audience: one(AUDIENCES) })),
			},
			forkedFrom:
				random() < 0.5
					? null
					: {
							title: text(80),
							url: 'https://kunlerni.example/courses/knots',
							licence: 'CC-BY-4.0',
							attribution: '',
						},
		},
		about: markdown(),
		tasks: lineages.map((lineageId) => ({
			lineageId,
			title: text(100),
			body: one(['', '\n', '\n\n']) + markdown() + one(['', '\n', '\n\n\n', ' ']),
			proof: one(PROOFS),
			sharesWork: random() < 0.5,
			isRemoved: random() < 0.1,
		})),
		badges: Array.from({ length: some(4) }, (_, place) => badge(place)),
		assets: [...new Map(assets.map((each) => [each.name, each])).values()],
	};
}

const OTHER_RULES = ['review', 'peer', 'organiser', 'badges'] as const;

/** As a site writes it. */
const PICTURE: ArchivedPicture = {
	type: 'svg',
	read: async () =>
		Buffer.from(
			'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="512" height="512" role="img"><title></title><rect width="9" height="9" fill="#00f"/></svg>',
		),
};

/** An attachment of these bytes, called as an archive calls it. */
export function sampleAsset(path: string, mediaType: string, bytes: Buffer): ArchivedAsset {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { name: assetName(path, sha256), mediaType, size: bytes.length, read: async () => bytes };
}

function asset(seed: number, extension: string): ArchivedAsset {
	const bytes = createHash('sha512').update(String(seed)).digest();
	const mediaType =
		{ png: 'image/png', webp: 'image/webp', pdf: 'application/pdf', csv: 'text/csv' }[extension] ?? '';
	return sampleAsset(`Ünïcode name ${seed}.${extension}`, mediaType, bytes);
}

/** The zip of a course in memory. */
export async function zipped(course: CourseArchive): Promise<Buffer> {
	return buffer(writeArchive(course));
}

/** A course with the bytes of its files in place of the ways to read them, to be compared. */
export async function unpacked({ badges, assets, ...course }: CourseArchive) {
	const bytes = async (file: { read(): Promise<Buffer> }) => ({ ...file, read: String(await file.read()) });
	return {
		...course,
		badges: await Promise.all(
			badges.map(async (each) => ({ ...each, picture: each.picture && (await bytes(each.picture)) })),
		),
		assets: await Promise.all([...assets].sort((a, b) => (a.name < b.name ? -1 : 1)).map(bytes)),
	};
}

function uuid(seed: string): string {
	const hex = createHash('sha256').update(seed).digest('hex');
	return [8, 12, 16, 20, 32].map((end, index, ends) => hex.slice(ends[index - 1] ?? 0, end)).join('-');
}
