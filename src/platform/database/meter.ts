import { AsyncLocalStorage } from 'node:async_hooks';

interface Meter {
	statements: number;
}
const meters = new AsyncLocalStorage<Meter>();

/** Counts the SQL statements that `work` sends, transaction control included; meters may be nested. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> {
	const outer = meters.getStore();
	const meter = { statements: 0 };
	// Awaited inside, since some promises do their work only when they are awaited.
	const result = await meters.run(meter, async () => await work());
	if (outer) outer.statements += meter.statements;
	return { result, statements: meter.statements };
}

/** Counts one statement for whoever is measuring. */
export function countStatement(): void {
	const meter = meters.getStore();
	if (meter) meter.statements++;
}

/** Runs `work` so that what it sends is counted for nobody. */
export function uncounted(work: () => void): void {
	meters.exit(work);
}
