import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { Batches, gather, pipeline, statementName } from './batches.js';
import { Changes } from './changes.js';
import { countStatement } from './meter.js';
import { Remembered } from './remembered.js';
import type { Tables } from './tables.js';

interface Prepared {
	query(config: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

async function run<Row>(on: Prepared, sql: string, params: readonly unknown[]): Promise<Row[]> {
	const result = await on.query({ name: statementName(sql), text: sql, values: [...params] });
	return result.rows as Row[];
}

/** Connections of the pool, with the tables that were written over them since the transaction began. */
const written = new WeakMap<pg.PoolClient, Set<string>>();

function textOf(statement: unknown): string {
	if (typeof statement === 'string') return statement;
	const text = typeof statement === 'object' && statement && 'text' in statement ? statement.text : '';
	return typeof text === 'string' ? text : '';
}

/** Has every statement over the connection counted, and the tables noted that it writes. */
function watch(client: pg.PoolClient, tables: Tables): void {
	if (written.has(client)) return;
	const noted = new Set<string>();
	written.set(client, noted);
	const send = client.query.bind(client) as (...args: unknown[]) => unknown;
	const watched = (...args: unknown[]) => {
		countStatement();
		for (const table of tables.changedBy(textOf(args[0]))) noted.add(table);
		return send(...args);
	};
	Object.assign(client, { query: watched });
}

@Injectable()
export class Database {
	private readonly pool: pg.Pool;
	private readonly batches: Batches;
	private readonly known: Remembered<readonly unknown[]>;

	constructor(
		readonly dataSource: DataSource,
		readonly changes: Changes,
	) {
		const { driver } = dataSource as { driver: { master?: pg.Pool } };
		if (!driver.master) throw new Error('The data source is not connected to PostgreSQL.');
		this.pool = driver.master;
		this.pool.on('acquire', (client) => watch(client, changes.tables));
		this.batches = new Batches(this.pool);
		this.known = new Remembered(changes, { size: 2_000, seconds: 30 });
	}

	/**
	 * Rows of one statement outside a transaction, sent as a named prepared statement. Statements that are
	 * asked for together (`Promise.all`) travel together.
	 */
	async query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
		countStatement();
		const found = await this.batches.add(sql, params);
		this.changes.happened(this.changes.tables.changedBy(sql));
		return found as Row[];
	}

	/** First row of one statement, or undefined when there is none. */
	async one<Row>(sql: string, params: readonly unknown[] = []): Promise<Row | undefined> {
		const [row] = await this.query<Row>(sql, params);
		return row;
	}

	/**
	 * The same for a statement whose answer many visitors share: it is remembered until something is written in one of
	 * the tables that it names, and belongs to all who asked, so that nobody may change it. What decides who may do
	 * something is asked with `query`.
	 */
	async remembered<Row>(sql: string, params: readonly unknown[] = []): Promise<readonly Row[]> {
		const { tables } = this.changes.tables.readBy(sql);
		if (!tables) return this.query<Row>(sql, params);
		const key = statementName(sql) + JSON.stringify(params);
		return (await this.known.of(key, tables, () => this.query(sql, params))) as readonly Row[];
	}

	/**
	 * Runs `work` in one transaction; commits what it did, or nothing when it throws. Statements that are asked
	 * for together in it (`Promise.all`) travel together and are done in their order.
	 */
	async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
		const runner = this.dataSource.createQueryRunner();
		const client = (await runner.connect()) as pg.PoolClient;
		try {
			pipeline(client, true);
			gather(client);
			written.get(client)?.clear();
			const begun = client.query('BEGIN');
			// A lost connection fails the first statement too, and that is where it is met.
			begun.catch(() => undefined);
			const result = await work(runner.manager);
			await begun;
			const tables = [...(written.get(client) ?? [])];
			await client.query(tables.length > 0 ? `${this.changes.announcement(tables)}; COMMIT` : 'COMMIT');
			this.changes.passed(tables);
			return result;
		} catch (error) {
			await client.query('ROLLBACK').catch(() => undefined);
			throw error;
		} finally {
			pipeline(client, false);
			await runner.release();
		}
	}
}

/** Typed rows of one prepared statement inside the transaction `tx`. */
export async function rows<Row>(
	tx: EntityManager,
	sql: string,
	params: readonly unknown[] = [],
): Promise<Row[]> {
	const runner = tx.queryRunner;
	if (!runner) throw new Error('rows() needs the entity manager of a transaction.');
	const client = (await runner.connect()) as pg.PoolClient;
	gather(client);
	return run(client, sql, params);
}

function violates(error: unknown, code: string, constraint?: string): boolean {
	const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
	if (!(cause instanceof pg.DatabaseError) || cause.code !== code) return false;
	return constraint === undefined || cause.constraint === constraint;
}

/** True when PostgreSQL refused a row because of a unique index (the named one, if given). */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
	return violates(error, '23505', constraint);
}

/** True when PostgreSQL refused a change because of the named check, which may be a trigger of ours. */
export function isCheckViolation(error: unknown, constraint: string): boolean {
	return violates(error, '23514', constraint);
}

/** True when a text held a character that PostgreSQL cannot hold, NUL, as no row's text does. */
export function isImpossibleText(error: unknown): boolean {
	const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
	return cause instanceof pg.DatabaseError && cause.code === '22021';
}

const lostConnection = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ENOENT',
	'57P01',
	'57P02',
	'57P03',
	'53300',
	'08006',
	'08003',
	'08001',
]);

/** True when the statement failed because the database could not be reached, not because of what it said. */
export function isDatabaseAway(error: unknown): boolean {
	const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
	if (!(cause instanceof Error)) return false;
	if (
		/Connection terminated|timeout exceeded when trying to connect|Driver not Connected|not currently accepting connections/i.test(
			cause.message,
		)
	)
		return true;
	return (
		'code' in cause &&
		typeof cause.code === 'string' &&
		lostConnection.has(cause.code) &&
		!('path' in cause && 'syscall' in cause && cause.syscall === 'open')
	);
}
