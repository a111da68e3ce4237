export type ProblemName =
	| 'too-large'
	| 'not-a-zip'
	| 'truncated'
	| 'zip-damaged'
	| 'damaged'
	| 'checksum'
	| 'too-many-files'
	| 'path-outside'
	| 'path-absolute'
	| 'path-backslash'
	| 'path-malformed'
	| 'path-encoding'
	| 'symlink'
	| 'special-file'
	| 'duplicate'
	| 'encrypted'
	| 'method'
	| 'headers-differ'
	| 'overlap'
	| 'bomb'
	| 'file-too-large'
	| 'total-too-large'
	| 'encoding'
	| 'control-character'
	| 'yaml'
	| 'yaml-reference'
	| 'yaml-tag'
	| 'yaml-deep'
	| 'yaml-twice'
	| 'front-matter'
	| 'not-a-course'
	| 'format'
	| 'version'
	| 'field-missing'
	| 'field-wrong'
	| 'field-long'
	| 'field-unknown'
	| 'file-missing'
	| 'text-long'
	| 'too-many-tasks'
	| 'too-many-badges'
	| 'badge-unknown'
	| 'badge-cycle'
	| 'badge-levels'
	| 'lineage-twice'
	| 'asset-name'
	| 'asset-type'
	| 'no-modules';

export type NoteName =
	| 'ignored'
	| 'asset-missing'
	| 'language-assumed'
	| 'licence-assumed'
	| 'shortened'
	| 'module-unlisted'
	| 'module-empty'
	| 'unpublished'
	| 'page'
	| 'site-parts'
	| 'image-unused'
	| 'attachment'
	| 'link-broken'
	| 'liquid'
	| 'html'
	| 'embed';

/** A text to show: its key in the locales, the file in the archive that it speaks of, and the arguments of the text. */
export interface Note {
	key: string;
	file?: string;
	args: Record<string, string | number>;
}

/** Stops the reading of an archive; readArchive turns it into its answer. */
export class ArchiveProblem extends Error {
	readonly note: Note;

	constructor(name: ProblemName, file?: string, args: Note['args'] = {}) {
		const key = `archives.problem-${name}`;
		super(file === undefined ? key : `${key}: ${file}`);
		this.note = about(key, file, args);
	}
}

export function note(name: NoteName, file?: string, args: Note['args'] = {}): Note {
	return about(`archives.note-${name}`, file, args);
}

function about(key: string, file: string | undefined, args: Note['args']): Note {
	return file === undefined ? { key, args } : { key, file, args: { ...args, file } };
}
