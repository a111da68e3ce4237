// A strip of tabs that is wider than the telephone begins where the reader is.

/** Brings the present tab to the middle of its strip, whichever way the strip is read. */
export function improve(strips) {
	for (const strip of strips) {
		const here = strip.querySelector('[aria-current]')?.getBoundingClientRect();
		const { left, width } = strip.getBoundingClientRect();
		if (here) strip.scrollLeft += here.left + here.width / 2 - left - width / 2;
	}
}
