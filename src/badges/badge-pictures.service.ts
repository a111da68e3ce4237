import { Injectable } from '@nestjs/common';
import { svgToPng } from '../credentials/svg-to-png.js';

const WIDTH = 512;
const REMEMBERED = 100;

/** Pictures of published badge versions as PNG: drawn once (5–10 ms), since a version never changes. */
@Injectable()
export class BadgePictures {
	private readonly drawn = new Map<number, Buffer>();

	/** `stored`: as it was rasterised when it was uploaded. */
	png(versionId: number, svg: string, stored: Buffer | null = null): Buffer {
		if (stored) return stored;
		const known = this.drawn.get(versionId);
		if (known) return known;
		const png = svgToPng(svg, WIDTH);
		const [oldest] = this.drawn.keys();
		if (this.drawn.size >= REMEMBERED && oldest !== undefined) this.drawn.delete(oldest);
		this.drawn.set(versionId, png);
		return png;
	}
}
