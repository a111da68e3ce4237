/** The accents a course or a school may choose; public/css/tokens.css gives each its shades. */
export const ACCENTS = ['teal', 'spruce', 'blue', 'plum', 'rose', 'rust', 'ochre', 'olive'] as const;
export type Accent = (typeof ACCENTS)[number];

type Cloth = { ground: string; deep: string; pale: string; spot: string };
type Random = () => number;

// Muted like book cloth, so that a cover is at home on light and on dark paper alike.
const CLOTHS: Record<Accent, Cloth> = {
	teal: { ground: '#3d7880', deep: '#2c5f67', pale: '#8cb9bb', spot: '#ecd9b4' },
	spruce: { ground: '#3a6f5c', deep: '#2a5747', pale: '#8fb8a4', spot: '#ead8ae' },
	blue: { ground: '#47698f', deep: '#355376', pale: '#9cb4d0', spot: '#efdcb8' },
	plum: { ground: '#76527c', deep: '#5d3e64', pale: '#bb9ec0', spot: '#f0dcbd' },
	rose: { ground: '#9a5563', deep: '#7d404e', pale: '#d6a5ad', spot: '#f3e0c6' },
	rust: { ground: '#a15f42', deep: '#824730', pale: '#dcae94', spot: '#f5e4c8' },
	ochre: { ground: '#a07b35', deep: '#826126', pale: '#dcc187', spot: '#f7ead0' },
	olive: { ground: '#6e7539', deep: '#575d2a', pale: '#b7bd86', spot: '#f1e6c4' },
};

const WIDTH = 640;
const HEIGHT = 280;

/**
 * Draws the cover of a course that has no picture of its own: a quiet pattern on book cloth,
 * the same for the same seed and accent. Returns a complete SVG document of 640 × 280 units
 * that may be cropped from above and below. An unknown accent counts as spruce.
 */
export function coverSvg(seed: number, accent: string, title: string): string {
	const cloth = CLOTHS[ACCENTS.find((known) => known === accent) ?? 'spruce'];
	const random = randomFrom(seed);
	const draw = PATTERNS[Math.abs(Math.trunc(seed)) % PATTERNS.length] ?? spines;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" preserveAspectRatio="xMidYMid slice" role="img"><title>${escapeXml(title)}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="${cloth.ground}"/>${draw(cloth, random)}</svg>`;
}

const PATTERNS = [spines, arcs, weave, waves, terrazzo];

function spines(cloth: Cloth, random: Random): string {
	const parts: string[] = [];
	const foot = HEIGHT - 24;
	let x = 18;
	while (x < WIDTH - 40) {
		const width = 14 + Math.floor(random() * 26);
		const height = 110 + Math.floor(random() * 110);
		const fill = pick(random, [cloth.deep, cloth.deep, cloth.pale, cloth.pale, cloth.spot]);
		const band = fill === cloth.deep ? cloth.pale : cloth.deep;
		const lean = random() < 0.14 ? -7 : 0;
		const top = foot - height;
		const bandAt = top + 18 + Math.floor(random() * 22);
		if (lean) x += Math.round(height * 0.122);
		parts.push(
			`<g${lean ? ` transform="rotate(${lean} ${x} ${foot})"` : ''}><rect x="${x}" y="${top}" width="${width}" height="${height}" rx="1.5" fill="${fill}"/><path d="M${x} ${bandAt}h${width}M${x} ${bandAt + 6}h${width}M${x} ${foot - 16}h${width}" stroke="${band}" stroke-width="1.5"/></g>`,
		);
		x += width + 3 + (random() < 0.12 ? 34 : 0);
	}
	return `${parts.join('')}<path d="M0 ${foot + 1.5}h${WIDTH}" stroke="${cloth.spot}" stroke-width="3"/>`;
}

function arcs(cloth: Cloth, random: Random): string {
	const size = 80;
	const parts: string[] = [];
	for (let row = 0; row * size < HEIGHT; row++) {
		for (let column = 0; column * size < WIDTH; column++) {
			const cx = (column + Math.floor(random() * 2)) * size;
			const cy = (row + Math.floor(random() * 2)) * size;
			const clip = { x: column * size, y: row * size };
			const colour = random() < 0.07 ? cloth.spot : pick(random, [cloth.pale, cloth.pale, cloth.deep]);
			for (const radius of [24, 40, 56, 72]) parts.push(quarter(cx, cy, radius, clip, colour));
		}
	}
	return `<g fill="none" stroke-width="5" opacity=".85">${parts.join('')}</g>`;
}

/** A quarter circle around a corner of the tile whose upper left corner is `tile`. */
function quarter(
	cx: number,
	cy: number,
	radius: number,
	tile: { x: number; y: number },
	colour: string,
): string {
	const right = cx === tile.x;
	const below = cy === tile.y;
	const endX = cx + (right ? radius : -radius);
	const startY = cy + (below ? radius : -radius);
	const sweep = right === below ? 0 : 1;
	return `<path d="M${cx} ${startY}A${radius} ${radius} 0 0 ${sweep} ${endX} ${cy}" stroke="${colour}"/>`;
}

function weave(cloth: Cloth, random: Random): string {
	const step = 40;
	const over: string[] = [];
	const under: string[] = [];
	const spotRow = Math.floor(random() * 4) + 1;
	const shift = random() < 0.5 ? 0 : 1;
	for (let row = 0; row * step < HEIGHT; row++) {
		for (let column = 0; column * step < WIDTH; column++) {
			const x = column * step;
			const y = row * step;
			const across = (row + column + shift + (random() < 0.05 ? 1 : 0)) % 2 === 0;
			const colour = across ? (row === spotRow ? cloth.spot : cloth.pale) : cloth.deep;
			const lines = [8, 16, 24, 32].map((at) =>
				across ? `M${x} ${y + at}h${step}` : `M${x + at} ${y}v${step}`,
			);
			(across ? over : under).push(`<path d="${lines.join('')}" stroke="${colour}"/>`);
		}
	}
	return `<g stroke-width="4" fill="none">${under.join('')}<g opacity=".7">${over.join('')}</g></g>`;
}

function waves(cloth: Cloth, random: Random): string {
	const parts: string[] = [];
	const length = 70 + Math.floor(random() * 60);
	const drift = (random() - 0.5) * 26;
	const spotLine = 4 + Math.floor(random() * 8);
	for (let line = 0; line < 16; line++) {
		const y = -10 + line * 20;
		const height = Math.round(8 + 10 * Math.abs(Math.sin(line / 3 + random() * 0.4)));
		const start = Math.round(-length * 2 + line * drift) % (length * 2);
		let path = `M${start - length * 2} ${y}`;
		for (let x = start - length * 2, up = true; x < WIDTH + length; x += length, up = !up) {
			path += `q${length / 2} ${up ? -height : height} ${length} 0`;
		}
		const colour = line === spotLine ? cloth.spot : line % 3 === 0 ? cloth.deep : cloth.pale;
		parts.push(`<path d="${path}" stroke="${colour}" stroke-width="${line % 3 === 0 ? 9 : 3.5}"/>`);
	}
	return `<g fill="none">${parts.join('')}</g>`;
}

function terrazzo(cloth: Cloth, random: Random): string {
	const parts: string[] = [];
	const cell = 40;
	for (let row = 0; row * cell < HEIGHT; row++) {
		for (let column = 0; column * cell < WIDTH; column++) {
			const x = column * cell + 8 + random() * 24;
			const y = row * cell + 8 + random() * 24;
			const colour = random() < 0.12 ? cloth.spot : pick(random, [cloth.pale, cloth.deep]);
			parts.push(`<polygon points="${chip(x, y, 6 + random() * 13, random)}" fill="${colour}"/>`);
		}
	}
	return `<g stroke-linejoin="round">${parts.join('')}</g>`;
}

function chip(x: number, y: number, radius: number, random: Random): string {
	const corners = 4 + Math.floor(random() * 3);
	const turn = random() * Math.PI;
	return Array.from({ length: corners }, (_, corner) => {
		const angle = turn + (corner * 2 * Math.PI) / corners;
		const reach = radius * (0.65 + random() * 0.35);
		return `${(x + Math.cos(angle) * reach).toFixed(1)},${(y + Math.sin(angle) * reach).toFixed(1)}`;
	}).join(' ');
}

function pick(random: Random, colours: readonly string[]): string {
	return colours[Math.floor(random() * colours.length)] ?? 'none';
}

/** Numbers in [0, 1) from a linear congruential generator, scrambled so that neighbouring seeds differ. */
function randomFrom(seed: number): Random {
	let state = (Math.imul(Math.trunc(seed) ^ 0x9e3779b9, 0x85ebca6b) ^ 0x5bd1e995) >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return ((state ^ (state >>> 15)) >>> 0) / 4294967296;
	};
}

const XML_ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escapeXml(text: string): string {
	// Control characters are not allowed in XML 1.0, not even escaped.
	return text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, (character) => XML_ENTITIES[character] ?? '');
}
