import type { checkFiles } from './check-files.js';

/** Wires the page up; the texts in its languages are in the element `texts`. */
export function start(check: typeof checkFiles): void;
