import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Seat {
	javaScript?: boolean;
	width?: number;
	height?: number;
	dark?: boolean;
}

/** Statuses that a page of its own tells the reader about. */
const TOLD = new Set([403, 404, 409, 410, 422, 429]);

/** Somebody at a browser. Whatever goes wrong unseen, such as a script error or a foreign request, is kept as a problem. */
export class Visitor {
	private problems: string[] = [];

	private constructor(
		readonly context: BrowserContext,
		readonly page: Page,
		private readonly origin: string,
		private readonly scripted: boolean,
	) {
		page.on('console', (message) => {
			// Every answer of 400 and above is listened to below, with its address.
			if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
				this.complain(message.text());
		});
		page.on('pageerror', (error) => this.complain(String(error)));
		page.on('request', (request) => {
			if (new URL(request.url()).origin !== origin && !request.url().startsWith('data:'))
				this.complain(`asked another site: ${request.url()}`);
		});
		page.on('requestfailed', (request) => {
			const reason = request.failure()?.errorText ?? '';
			// A picture that is still loading when the reader goes on.
			if (reason !== 'net::ERR_ABORTED') this.complain(`${request.url()} failed: ${reason}`);
		});
		page.on('response', (response) => {
			const isTold = TOLD.has(response.status()) && response.request().isNavigationRequest();
			if (response.status() >= 400 && !isTold) this.complain(`${response.status()} for ${response.url()}`);
		});
	}

	static async sitDown(browser: Browser, origin: string, seat: Seat): Promise<Visitor> {
		const { javaScript = true, width = 1280, height = 800, dark = false } = seat;
		const context = await browser.newContext({
			baseURL: origin,
			javaScriptEnabled: javaScript,
			viewport: { width, height },
			colorScheme: dark ? 'dark' : 'light',
			reducedMotion: 'reduce',
			locale: 'en-GB',
			timezoneId: 'Europe/Berlin',
		});
		context.setDefaultTimeout(20_000);
		return new Visitor(context, await context.newPage(), origin, javaScript);
	}

	/** Opens an address and expects this status. */
	async open(url: string, status = 200): Promise<void> {
		const response = await this.page.goto(url);
		if (response?.status() !== status)
			throw new Error(`${url} answers ${response?.status()}, not ${status}.`);
	}

	/** Where the visitor is, without the origin. */
	get path(): string {
		return this.page.url().replace(this.origin, '');
	}

	/** Fills in fields by their visible labels. */
	async fill(fields: Readonly<Record<string, string>>): Promise<void> {
		for (const [label, value] of Object.entries(fields))
			await this.page
				.locator('main')
				.getByLabel(new RegExp(`^${label}( \\(optional\\))?$`))
				.fill(value);
	}

	/** Chooses one of several by the beginning of its label; the help may follow. */
	async choose(label: string): Promise<void> {
		await this.page.getByRole('radio', { name: new RegExp(`^${label}`) }).check();
	}

	/** Presses a button of the page and waits for the page that follows. */
	async press(name: string | RegExp): Promise<void> {
		await this.going(() => this.page.locator('main').getByRole('button', { name }).first().click());
	}

	/** Presses a button that asks whether one is sure, and is sure. Without JavaScript nothing asks. */
	async confirm(name: string): Promise<void> {
		await this.going(async () => {
			await this.page.locator('main').getByRole('button', { name }).first().click();
			if (this.scripted && (await this.page.locator('main form[data-confirm]', { hasText: name }).count()))
				await this.page.getByRole('dialog').getByRole('button', { name }).click();
		});
	}

	/** Presses a button of a form without letting the browser check the fields first. */
	async insist(name: string): Promise<void> {
		for (const form of await this.page.locator('main form').all())
			await form.evaluate((element) => element.setAttribute('novalidate', ''));
		await this.press(name);
	}

	/** Follows a link. */
	async follow(name: string | RegExp): Promise<void> {
		await this.going(() => this.page.getByRole('link', { name }).first().click());
	}

	/** Does what leads to another page, and waits until it is there. */
	async going(action: () => Promise<void>): Promise<void> {
		const arrived = this.page.waitForEvent('load');
		await action();
		await arrived;
	}

	async signOut(): Promise<void> {
		await this.page.locator('header summary').last().click();
		await this.going(() => this.page.getByRole('button', { name: 'Sign out' }).click());
	}

	/** Waits until a text stands on the page. */
	async sees(text: string | RegExp): Promise<void> {
		await this.page.locator('main').getByText(text).first().waitFor();
	}

	/** What axe-core finds wrong with the page, one line for each rule. Needs JavaScript. */
	async axe(rules?: string[]): Promise<string[]> {
		const options = {
			resultTypes: ['violations'],
			preload: false,
			...(rules && { runOnly: { type: 'rule', values: rules } }),
		};
		if (!(await this.page.evaluate<boolean>('"axe" in window'))) await this.page.evaluate(axe.source);
		const { violations } = await this.page.evaluate<axe.AxeResults>(
			`axe.run(document, ${JSON.stringify(options)})`,
		);
		return violations.map(({ id, nodes }) => {
			const places = nodes.map(({ target, any }) => `${target.join(' ')} ${any[0]?.message ?? ''}`.trim());
			return `${id}: ${places.join('; ')}`;
		});
	}

	/** How many pixels the page is wider than the window. */
	overflow(): Promise<number> {
		return this.page.evaluate<number>('document.scrollingElement.scrollWidth - innerWidth');
	}

	takeProblems(): string[] {
		return this.problems.splice(0);
	}

	private complain(problem: string): void {
		this.problems.push(`${this.path}: ${problem}`);
	}
}
