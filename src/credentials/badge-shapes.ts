/** Half of the picture's edge: shapes are drawn around this centre in a box of 512 × 512. */
const CENTRE = 256;

export const BADGE_SHAPES = ['circle', 'hexagon', 'shield', 'star', 'rosette'] as const;

export type BadgeShape = (typeof BADGE_SHAPES)[number];

type Point = readonly [x: number, y: number];

/** The outline of a shape as SVG path data; `radius` is about half its width. */
export function outline(shape: BadgeShape, radius: number): string {
	switch (shape) {
		case 'circle':
			return circle(radius);
		case 'hexagon':
			return rounded(
				ring(6, () => radius * 1.07),
				radius * 0.18,
			);
		case 'shield':
			return shield(radius);
		case 'star':
			return rounded(
				ring(16, (index) => radius * (index % 2 ? 0.88 : 1.1)),
				radius * 0.09,
			);
		case 'rosette':
			return scallops(radius, 14);
	}
}

/** Points on a circle, clockwise from the top, each at its own distance. */
function ring(count: number, distance: (index: number) => number): Point[] {
	return Array.from({ length: count }, (_, index) => {
		const angle = (index / count) * 2 * Math.PI;
		const far = distance(index);
		return [CENTRE + far * Math.sin(angle), CENTRE - far * Math.cos(angle)];
	});
}

function circle(radius: number): string {
	const top = short(CENTRE - radius);
	const bottom = short(CENTRE + radius);
	const r = short(radius);
	return `M${CENTRE} ${top}A${r} ${r} 0 0 1 ${CENTRE} ${bottom}A${r} ${r} 0 0 1 ${CENTRE} ${top}Z`;
}

function shield(radius: number): string {
	const at = (x: number, y: number) => `${short(CENTRE + x * radius)} ${short(CENTRE + y * radius)}`;
	return [
		`M${at(0, -1.06)}C${at(0.28, -0.92)} ${at(0.56, -0.85)} ${at(0.84, -0.84)}`,
		`Q${at(0.95, -0.83)} ${at(0.95, -0.7)}`,
		`L${at(0.95, -0.1)}C${at(0.95, 0.5)} ${at(0.5, 0.88)} ${at(0.1, 1.07)}`,
		`Q${at(0, 1.12)} ${at(-0.1, 1.07)}`,
		`C${at(-0.5, 0.88)} ${at(-0.95, 0.5)} ${at(-0.95, -0.1)}`,
		`L${at(-0.95, -0.7)}Q${at(-0.95, -0.83)} ${at(-0.84, -0.84)}`,
		`C${at(-0.56, -0.85)} ${at(-0.28, -0.92)} ${at(0, -1.06)}Z`,
	].join('');
}

function scallops(radius: number, count: number): string {
	const points = ring(count, () => radius * 0.95);
	const bulge = short(((radius * 0.95 * Math.PI) / count) * 1.06);
	const [first] = points;
	const arcs = [...points.slice(1), ...(first ? [first] : [])];
	return `M${spot(first)}${arcs.map((point) => `A${bulge} ${bulge} 0 0 1 ${spot(point)}`).join('')}Z`;
}

/** A polygon whose corners are cut `cut` before each point and rounded through it. */
function rounded(points: readonly Point[], cut: number): string {
	const parts = points.map((point, index) => {
		const before = points.at(index - 1) ?? point;
		const after = points[(index + 1) % points.length] ?? point;
		return `${index ? 'L' : 'M'}${spot(towards(point, before, cut))}Q${spot(point)} ${spot(towards(point, after, cut))}`;
	});
	return `${parts.join('')}Z`;
}

function towards([x, y]: Point, [toX, toY]: Point, distance: number): Point {
	const share = distance / Math.hypot(toX - x, toY - y);
	return [x + (toX - x) * share, y + (toY - y) * share];
}

function spot([x, y]: Point = [CENTRE, CENTRE]): string {
	return `${short(x)} ${short(y)}`;
}

function short(value: number): string {
	return String(Math.round(value * 10) / 10);
}
