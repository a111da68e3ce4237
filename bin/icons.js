// Builds public/icons.svg, the sprite behind the `icon` helper, from lucide-static and our own mark.
import { readFileSync, writeFileSync } from 'node:fs';

const names = [
	'archive',
	'arrow-down',
	'arrow-left',
	'arrow-right',
	'arrow-up',
	'award',
	'badge-check',
	'bell',
	'book-open',
	'calendar',
	'check',
	'chevron-right',
	'circle',
	'circle-alert',
	'circle-check',
	'clock',
	'download',
	'external-link',
	'eye',
	'eye-off',
	'flag',
	'globe',
	'history',
	'link',
	'lock',
	'log-out',
	'mail',
	'message-circle',
	'pencil',
	'pin',
	'plus',
	'school',
	'search',
	'send',
	'settings',
	'share-2',
	'trash-2',
	'triangle-alert',
	'undo-2',
	'upload',
	'user-plus',
	'user-round',
	'users',
	'wrench',
	'x',
];

const folder = new URL('../node_modules/lucide-static/icons/', import.meta.url);
const symbols = names.map((name) => {
	const drawing = readFileSync(new URL(`${name}.svg`, folder), 'utf8')
		.replace(/^[\s\S]*?<svg[\s\S]*?>/, '')
		.replace('</svg>', '')
		.replace(/\s+/g, ' ')
		.replaceAll('> <', '><')
		.trim();
	return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${drawing}</symbol>`;
});

// Two pages of one open book, leaning on each other.
const mark =
	'<symbol id="mark" viewBox="0 0 24 24"><path fill="currentColor" d="M11 5.5C8.6 3.7 5.6 3 2 3v15.5c3.6 0 6.6.7 9 2.5z"/><path fill="currentColor" opacity=".55" d="M13 5.5C15.4 3.7 18.4 3 22 3v15.5c-3.6 0-6.6.7-9 2.5z"/></symbol>';

writeFileSync(
	new URL('../public/icons.svg', import.meta.url),
	`<svg xmlns="http://www.w3.org/2000/svg">\n${[mark, ...symbols].join('\n')}\n</svg>\n`,
);
