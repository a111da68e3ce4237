import type { DataSource } from 'typeorm';
import { memo } from '../memo/memo.js';

const CHANGING = /\b(insert\s+into|update|delete\s+from)\s+(?:only\s+)?"?(\w+)"?/gi;
const STATEMENTS = 2_000;

/** Written all the time and no part of any page that is remembered: nothing is kept of what was read from them. */
const UNREMEMBERED: ReadonlySet<string> = new Set([
	'demo_loads',
	'event_deliveries',
	'events',
	'mails',
	'outbox',
	'throttles',
]);

/** Names of tables, in the order of the alphabet. */
export type TableNames = readonly string[];

/** Tells from the text of a statement which of the site's tables it is about. */
export class Tables {
	/** All of which something may be remembered. */
	readonly all: TableNames;
	private readonly known: ReadonlySet<string>;
	/** Tables whose rows go or change when a row of the table goes. */
	private readonly following: ReadonlyMap<string, ReadonlySet<string>>;

	/**
	 * The tables that the text names anywhere, in a comment or as a column too: rather one too many. Undefined when
	 * nothing may be remembered of what it reads.
	 */
	readonly readBy = memo(STATEMENTS, (sql): { tables: TableNames | undefined } => {
		const words = new Set(sql.match(/\w+/g));
		if ([...UNREMEMBERED].some((name) => words.has(name))) return { tables: undefined };
		const tables = this.all.filter((name) => words.has(name));
		return { tables: tables.length > 0 ? tables : undefined };
	});

	/** The tables of which something may be remembered and in which the statement may change a row. */
	readonly changedBy = memo(STATEMENTS, (sql): TableNames => {
		const changed = new Set<string>();
		for (const [, verb = '', name = ''] of sql.matchAll(CHANGING)) {
			const table = name.toLowerCase();
			if (!this.known.has(table)) continue;
			changed.add(table);
			if (/^delete/i.test(verb)) for (const other of this.following.get(table) ?? []) changed.add(other);
		}
		return [...changed];
	});

	constructor({ entityMetadatas }: DataSource) {
		this.all = entityMetadatas
			.map(({ tableName }) => tableName)
			.filter((name) => !UNREMEMBERED.has(name))
			.sort();
		this.known = new Set(this.all);
		const children = new Map<string, Set<string>>();
		for (const { tableName, foreignKeys } of entityMetadatas)
			for (const { onDelete, referencedEntityMetadata } of foreignKeys) {
				if (onDelete !== 'CASCADE' && onDelete !== 'SET NULL') continue;
				const parent = referencedEntityMetadata.tableName;
				children.set(parent, (children.get(parent) ?? new Set()).add(tableName));
			}
		this.following = new Map(
			[...children.keys()].map((parent) => [parent, closure(parent, children, this.known)]),
		);
	}
}

function closure(
	parent: string,
	children: ReadonlyMap<string, ReadonlySet<string>>,
	known: ReadonlySet<string>,
): ReadonlySet<string> {
	const reached = new Set<string>();
	const visit = (table: string) => {
		for (const child of children.get(table) ?? []) {
			if (reached.has(child)) continue;
			reached.add(child);
			visit(child);
		}
	};
	visit(parent);
	return new Set([...reached].filter((table) => known.has(table)));
}
