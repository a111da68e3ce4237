import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { build } from 'esbuild';
import { LOCALES, type Locale, readMessages } from '../platform/i18n/i18n.js';

const FEATURE = 'verification.';
/** The texts that only this page shows. */
const own = (name: string) => `verification.offline-${name}`.slice(FEATURE.length);
const folder = join(import.meta.dirname, 'offline');

/** The page that checks badges without any network: everything that it needs is written into it. */
@Injectable()
export class OfflineVerifier {
	private made: Promise<{ html: string; policy: string }> | undefined;

	/** Put together when it is first asked for (about half a second). */
	page(): Promise<{ html: string; policy: string }> {
		this.made ??= makePage();
		return this.made;
	}
}

async function makePage() {
	const script = await bundle();
	const style = readFileSync(join(folder, 'page.css'), 'utf8');
	const texts = JSON.stringify(Object.fromEntries(LOCALES.map((locale) => [locale, textsIn(locale)])));
	// Opened from a disk it has no headers, so the page itself forbids every request.
	const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
	const field = (id: string, type: string, label: string, help: string) =>
		`<label for="${id}" data-t="${label}"></label><input id="${id}" type="${type}" autocomplete="off" spellcheck="false" aria-describedby="${id}-help"><p class="soft" id="${id}-help" data-t="${help}"></p>`;
	const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kunlerni</title>
<style>${style}</style>
</head>
<body>
<main>
<h1 data-t="${own('page')}"></h1>
<p data-t="${own('lede')}"></p>
<div id="drop"><p><strong data-t="${own('drop')}"></strong></p><label class="soft" for="files" data-t="${own('choose')}"></label><input id="files" type="file" multiple></div>
<p class="soft" data-t="${own('more')}"></p>
<section id="result" aria-live="polite"></section>
${field('key', 'text', own('key'), own('key-help'))}
${field('email', 'email', 'email', 'email-help')}
</main>
<script type="application/json" id="texts">${texts.replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</body>
</html>
`;
	return { html, policy };
}

/** The same judge that the site uses, with the JSON-LD processor and the pinned contexts, as one script. */
async function bundle(): Promise<string> {
	const source = join(folder, 'main.ts');
	const { outputFiles } = await build({
		entryPoints: [existsSync(source) ? source : join(folder, 'main.js')],
		...{ bundle: true, minify: true, write: false, platform: 'browser', format: 'iife', target: 'es2022' },
		// A package of contexts wants to know where its files are; nobody reads them.
		define: { 'import.meta.url': JSON.stringify('file:///') },
		charset: 'utf8',
		legalComments: 'eof',
		logLevel: 'silent',
	});
	return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}

/** All texts about checking, under their own names. */
function textsIn(locale: Locale): object {
	const texts = [...readMessages(locale)].filter(([key]) => key.startsWith(FEATURE));
	return Object.fromEntries(texts.map(([key, text]) => [key.slice(FEATURE.length), text]));
}

function hashOf(text: string): string {
	return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
