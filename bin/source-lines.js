import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PLACE = /(file:[^\s()]+):(\d+):(\d+)/;

/**
 * Lets stack traces name the sources of what was compiled into `folder`. Node's own switch would read the maps of
 * all libraries at every start; this reads one of ours when an error passed through its module.
 */
export function nameSources(folder) {
	const compiled = pathToFileURL(`${folder}/`).href;
	const maps = new Map();
	const named = (place, url, line, column) => {
		if (!url.startsWith(compiled)) return place;
		if (!maps.has(url)) maps.set(url, readMap(fileURLToPath(url)));
		const { fileName, lineNumber, columnNumber } =
			maps.get(url)?.findOrigin(Number(line), Number(column)) ?? {};
		return fileName ? `${fileName}:${lineNumber}:${columnNumber}` : place;
	};
	Error.prepareStackTrace = (error, frames) => {
		const lines = frames.map((frame) => `    at ${String(frame).replace(PLACE, named)}`);
		return [Error.prototype.toString.call(error), ...lines].join('\n');
	};
}

function readMap(path) {
	try {
		return new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')));
	} catch {
		return undefined;
	}
}
