// A reference begins where an address can begin: not inside a longer one.
const FILE = /(?<![\w./:-])\/files\/([\w-]+)\/[\w-]+(?:\.[\w-]+)*/g;
const ASSET = /(?<![\w./:-])assets\/([\w-]+(?:\.[\w-]+)+)/g;
const PAGE = /(?<![\w./:-])\/courses\/([\w-]+)(?:\/tasks\/(\d+))?(?![\w/-])/g;
const TASK = /(?<![\w./:-])task:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])/g;
const COURSE = /(?<![\w./:-])course:about(?![\w-])/g;

/** Where the attachments and tasks of a course live on this site; undefined for what is not the course's own. */
export interface SiteAddresses {
	slug: string;
	/** The archive's name of a stored file. */
	assetOf(fileId: string): string | undefined;
	lineageOf(taskId: number): string | undefined;
}

export interface ArchiveAddresses {
	slug: string;
	/** The address of a stored asset on this site, `/files/<id>/<name>`. */
	fileUrlOf(assetName: string): string | undefined;
	taskIdOf(lineageId: string): number | undefined;
}

/** Markdown of a course on this site as an archive holds it. */
export function toArchiveLinks(markdown: string, addresses: SiteAddresses): string {
	return markdown
		.replace(FILE, (address, id: string) => {
			const name = addresses.assetOf(id);
			return name === undefined ? address : `assets/${name}`;
		})
		.replace(PAGE, (address, slug: string, task: string | undefined) => {
			if (slug !== addresses.slug) return address;
			const lineage = task === undefined ? undefined : addresses.lineageOf(Number(task));
			if (lineage !== undefined) return `task:${lineage}`;
			return task === undefined ? 'course:about' : address;
		});
}

/** The reverse of toArchiveLinks, with the addresses that the course has got here. */
export function toSiteLinks(markdown: string, addresses: ArchiveAddresses): string {
	return markdown
		.replace(ASSET, (reference, name: string) => addresses.fileUrlOf(name) ?? reference)
		.replace(TASK, (reference, lineage: string) => {
			const id = addresses.taskIdOf(lineage);
			return id === undefined ? reference : `/courses/${addresses.slug}/tasks/${id}`;
		})
		.replace(COURSE, `/courses/${addresses.slug}`);
}

/** The names of the assets that a text links to. */
export function assetsIn(markdown: string): string[] {
	return [...markdown.matchAll(/\]\(<?assets\/([\w-]+(?:\.[\w-]+)+)/g)].map(([, name = '']) => name);
}
