import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { schedule } from '../../src/schedule.js';
import { type Mail, TestSite } from './app.js';
import { openSession } from './cast.js';
import { launchBrowser } from './chromium.js';
import { freePort } from './free-port.js';
import { type Seat, Visitor } from './visitor.js';

const PATIENCE_MS = 30_000;
const quick = { pollMs: 100, backoffMs: 100, resendMs: 2_000, stopMs: 5_000 };

/** The real site on a port of its own, at work as in production, and a browser to look at it. */
export class BrowserSite {
	private running: { site: TestSite; browser: Browser; origin: string } | undefined;
	private readonly visitors: Visitor[] = [];

	async start(): Promise<void> {
		const port = await freePort();
		const origin = `http://localhost:${port}`;
		const site = await TestSite.start({ PUBLIC_URL: origin, PORT: String(port) });
		await site.app.listen(port, '127.0.0.1');
		await site.app.get(JobRunner).start(schedule, quick);
		this.running = { site, origin, browser: await launchBrowser() };
	}

	async stop(): Promise<void> {
		await this.running?.browser.close();
		await this.running?.site.close();
	}

	private get here() {
		if (!this.running) throw new Error('The site is not started.');
		return this.running;
	}

	get app(): TestSite['app'] {
		return this.here.site.app;
	}

	get db(): TestSite['db'] {
		return this.here.site.db;
	}

	get test(): TestSite {
		return this.here.site;
	}

	get origin(): string {
		return this.here.origin;
	}

	/** Somebody with a browser of their own: no cookies, no history. */
	async visitor(seat: Seat = {}): Promise<Visitor> {
		const { browser, origin } = this.here;
		const visitor = await Visitor.sitDown(browser, origin, seat);
		this.visitors.push(visitor);
		return visitor;
	}

	/** The same, signed in to an account that there is. */
	async member(username: string, seat: Seat = {}): Promise<Visitor> {
		const visitor = await this.visitor(seat);
		const { cookie } = await openSession(this.test, username);
		await visitor.context.addCookies([{ name: 'kl_session', value: cookie, url: this.origin }]);
		return visitor;
	}

	/** The first address in a mail that is bound to come, as the reader would click on it. */
	async linkMailedTo(address: string, subject: RegExp, path: string): Promise<string> {
		const { text } = await this.mail(address, subject);
		const links = text.match(/https?:\/\/[^\s>)]+/g) ?? [];
		const link = links.find((url) => new URL(url).pathname.startsWith(path));
		if (!link) throw new Error(`The mail has no link to ${path}:\n${text}`);
		return link;
	}

	mail(address: string, subject: RegExp): Promise<Mail> {
		return this.eventually(`a mail to ${address} about ${subject}`, async () =>
			(await this.test.mailTo(address)).findLast((mail) => subject.test(mail.subject)),
		);
	}

	/** Asks again until there is an answer. */
	async eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
		const end = Date.now() + PATIENCE_MS;
		for (;;) {
			const answer = await ask();
			if (answer !== undefined) return answer;
			if (Date.now() > end) throw new Error(`There was never ${what}.`);
			await sleep(50);
		}
	}

	/** What the browsers complained about since the last call. */
	takeProblems(): string[] {
		return this.visitors.flatMap((visitor) => visitor.takeProblems());
	}
}
