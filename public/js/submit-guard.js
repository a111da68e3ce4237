// A second click on the same button sends nothing. The button is disabled after the submit has
// collected its value, and comes back when the page is shown again from the back/forward cache.
export function guardSubmits() {
	document.addEventListener('submit', (event) => {
		const form = event.target;
		if (event.defaultPrevented || form.method !== 'post') return;
		const buttons = form.querySelectorAll('button:not([type="button"])');
		setTimeout(() => {
			for (const button of buttons) {
				button.disabled = true;
				button.setAttribute('aria-busy', 'true');
			}
		});
	});
	window.addEventListener('pageshow', (event) => {
		if (!event.persisted) return;
		for (const button of document.querySelectorAll('button[aria-busy]')) {
			button.disabled = false;
			button.removeAttribute('aria-busy');
		}
	});
}
