// Loads the improvements a page asks for by its data attributes. Everything works without them.
import { guardSubmits } from './submit-guard.js';

const improvements = [
	['[data-confirm]', './confirm.js'],
	['[data-preview]', './preview.js'],
	['[data-counter]', './counter.js'],
	['.menu', './menu.js'],
	['.tabs ul', './tabs.js'],
	['[data-upload]', './upload.js'],
	['.embed, [data-preview]', './embed.js'],
	['[data-order]', './reorder.js'],
	['[data-poll]', './poll.js'],
	['[data-shown-by]', './picture-preview.js'],
];

guardSubmits();

for (const [selector, path] of improvements) {
	const elements = document.querySelectorAll(selector);
	if (elements.length > 0) import(path).then((module) => module.improve(elements));
}

// Drafts are also cleared on pages without a field, after a submit that went through.
if (document.querySelector('[data-autosave]') || sessionStorage.getItem('submitted-drafts')) {
	import('./autosave.js').then((module) => module.improve(document.querySelectorAll('[data-autosave]')));
}
