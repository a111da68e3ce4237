import { Resvg } from '@resvg/resvg-js';

/** Draws an SVG as a PNG, `width` pixels wide on a transparent ground (5–10 ms). No fonts: letters must be paths. */
export function svgToPng(svg: string, width: number): Buffer {
	const drawing = new Resvg(svg, {
		fitTo: { mode: 'width', value: width },
		font: { loadSystemFonts: false },
	});
	return drawing.render().asPng();
}
