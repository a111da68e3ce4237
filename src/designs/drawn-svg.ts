import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** Processor time for a picture and the process that draws it; an ordinary one takes 0.2 s, most of it to begin. */
const PROCESSOR_SECONDS = 3;
/** For a machine that has no time for it. */
const PATIENCE_MS = 60_000;

const RESVG = createRequire(import.meta.url).resolve('@resvg/resvg-js');
const PROGRAM = `
const { Resvg } = require(process.argv[1]);
const svg = require('node:fs').readFileSync(0, 'utf8');
const fitTo = { mode: 'width', value: Number(process.argv[2]) };
process.stdout.write(new Resvg(svg, { fitTo, font: { loadSystemFonts: false } }).render().asPng());
`;

/**
 * Draws somebody's SVG as a PNG in a process of its own: a few lines of it can keep a processor busy for minutes, and
 * drawing cannot be interrupted but by ending the process. Undefined when it takes too long or cannot be drawn.
 */
export function drawnSvg(svg: string, width: number): Promise<Buffer | undefined> {
	const limited = `ulimit -t ${PROCESSOR_SECONDS}; exec "$@"`;
	const child = spawn(
		'/bin/sh',
		['-c', limited, 'sh', process.execPath, '-e', PROGRAM, RESVG, String(width)],
		// It gets nothing of our environment, in which there are secrets.
		{ env: {}, stdio: ['pipe', 'pipe', 'ignore'], timeout: PATIENCE_MS, killSignal: 'SIGKILL' },
	);
	return new Promise((resolve, reject) => {
		const parts: Buffer[] = [];
		child.stdout.on('data', (part: Buffer) => parts.push(part));
		child.on('error', reject);
		child.on('close', (code) => resolve(code === 0 && parts.length > 0 ? Buffer.concat(parts) : undefined));
		// It may have ended before it read everything.
		child.stdin.on('error', () => undefined);
		child.stdin.end(svg);
	});
}
