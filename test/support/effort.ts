/**
 * Processor time in ms that `work` takes in this process, its threads included: unlike the time on the clock it is the
 * same on a busy machine.
 */
export async function effortOf(work: () => unknown): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000;
}

/** What nothing harmless comes near, and whatever goes back and forth over a long text leaves behind. */
export const TOO_MUCH_MS = 20_000;
