import { isAlias, isMap, isScalar, parseDocument, stringify, visit, type Document } from 'yaml';
import { ArchiveProblem } from './archive-note.js';
import { LIMITS } from './course-archive.js';

/** Plain data: maps as Map, so that no key is special. */
export type YamlValue = string | number | boolean | null | YamlValue[] | YamlMap;
export type YamlMap = Map<unknown, YamlValue>;

// Nesting beyond this exhausts the stack of the parser, which ends the process.
const DEEPEST = 300;

/** Reads YAML 1.2 core without anchors, aliases and tags. Throws ArchiveProblem naming `file`. */
export function readYaml(text: string, file: string): YamlMap {
	if (Buffer.byteLength(text) > LIMITS.yaml)
		throw new ArchiveProblem('text-long', file, { limit: LIMITS.yaml });
	if (isDeep(text)) throw new ArchiveProblem('yaml-deep', file);
	// Its own check for keys that stand twice takes seconds for a thousand keys.
	const options = { version: '1.2', schema: 'core', merge: false, uniqueKeys: false } as const;
	const document = parseDocument(text, { ...options, prettyErrors: false, logLevel: 'silent' });
	refuseReferencesAndTags(document, file);
	const [error] = document.errors;
	if (error) throw new ArchiveProblem('yaml', file, { line: lineAt(text, error.pos[0]) });
	const value: YamlValue = document.toJS({ mapAsMap: true, maxAliasCount: 0 });
	if (!(value instanceof Map)) throw new ArchiveProblem('yaml', file, { line: 1 });
	return value;
}

function refuseReferencesAndTags(document: Document.Parsed, file: string): void {
	visit(document, {
		Node(_key, node) {
			if (isAlias(node) || node.anchor) throw new ArchiveProblem('yaml-reference', file);
			if (node.tag) throw new ArchiveProblem('yaml-tag', file);
			if (isMap(node)) {
				const keys = node.items.map(({ key }) => (isScalar(key) ? key.value : key));
				if (new Set(keys).size < keys.length) throw new ArchiveProblem('yaml-twice', file);
			}
		},
	});
}

function isDeep(text: string): boolean {
	let depth = 0;
	for (const sign of text) {
		if (sign === '[' || sign === '{') depth++;
		if (sign === ']' || sign === '}') depth = Math.max(0, depth - 1);
		if (depth > DEEPEST) return true;
	}
	return text.split('\n').some((line) => (line.match(/[-?:]\s/g)?.length ?? 0) > DEEPEST);
}

function lineAt(text: string, position: number): number {
	return text.slice(0, position).split('\n').length;
}

/** The one way in which a value is written, whatever the machine: the same value gives the same bytes. */
export function writeYaml(value: Record<string, unknown>): string {
	return stringify(value, { version: '1.2', schema: 'core', lineWidth: 0, doubleQuotedAsJSON: true });
}
