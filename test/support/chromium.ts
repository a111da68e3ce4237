import { type Browser, chromium } from 'playwright-core';

/** Headless Chromium from the system (or CHROMIUM_PATH), kept from calling home. */
export function launchBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
		args: [
			// Tests may run as root, where Chromium's own sandbox does not start.
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
