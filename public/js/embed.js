// A click on a card shows it in place, in a frame of our own page; the third party is asked only then.
// Cards also come with previews, so clicks are listened to on the whole page.
let isListening = false;

export function improve() {
	if (isListening) return;
	isListening = true;
	document.addEventListener('click', (event) => {
		const link = event.target.closest?.('.embed-open');
		if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		const frame = document.createElement('iframe');
		frame.src = link.href;
		frame.title = link.textContent.trim();
		frame.allow = 'fullscreen; picture-in-picture';
		link.replaceWith(frame);
		frame.focus();
	});
}
