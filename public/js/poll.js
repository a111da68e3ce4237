// Shows how far long work is, until it is done.
const PAUSE_MS = 1_000;

export function improve(elements) {
	for (const element of elements) follow(element);
}

async function follow(element) {
	while (element.hasAttribute('data-poll')) {
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined);
		if (!answer?.ok) continue;
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const next = page.querySelector('main [aria-live]');
		if (!next) return;
		element.replaceChildren(...next.childNodes);
		element.toggleAttribute('data-poll', next.hasAttribute('data-poll'));
	}
}
