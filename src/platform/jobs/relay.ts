import pg from 'pg';

const CHANNEL = 'outbox';

/**
 * Calls `round` over and over: at once while it resolves to true, else when somebody commits to the outbox,
 * and after `pollMs` at the latest. Errors are reported and the round comes again.
 */
export class Relay {
	private client: pg.Client | undefined;
	private running: Promise<void> | undefined;
	private stopped = false;
	private isDue = false;
	private wake: () => void = () => undefined;

	constructor(
		private readonly databaseUrl: string,
		private readonly pollMs: number,
		private readonly round: () => Promise<boolean>,
		private readonly report: (error: Error) => void,
	) {}

	start(): void {
		this.running = this.run();
	}

	/** Resolves when the round that is under way has ended. */
	async stop(): Promise<void> {
		this.stopped = true;
		this.wake();
		await this.running;
		await this.client?.end().catch(this.report);
	}

	private async run(): Promise<void> {
		while (!this.stopped) {
			this.isDue = false;
			try {
				if (!this.client) await this.listen();
				this.isDue = (await this.round()) || this.isDue;
			} catch (error) {
				this.report(error instanceof Error ? error : new Error(String(error)));
			}
			await this.nap();
		}
	}

	private async listen(): Promise<void> {
		const client = new pg.Client({ connectionString: this.databaseUrl, keepAlive: true });
		const lost = () => {
			if (this.client === client) this.client = undefined;
		};
		client.on('error', (error) => {
			lost();
			this.report(error);
		});
		client.on('end', lost);
		client.on('notification', () => {
			this.isDue = true;
			this.wake();
		});
		await client.connect();
		await client.query(`LISTEN ${CHANNEL}`);
		this.client = client;
	}

	private async nap(): Promise<void> {
		if (this.isDue || this.stopped) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, this.pollMs);
			this.wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}
