// Lets the items of a list be dragged by their handles, with a pointer or with the arrow keys, and saves
// the whole order. The buttons beside each item do the same without this script.
const PAUSE_MS = 600;

export function improve(lists) {
	for (const list of lists) makeSortable(list);
}

function makeSortable(list) {
	const said = document.createElement('p');
	said.className = 'visually-hidden';
	said.setAttribute('role', 'status');
	list.after(said);
	const items = () => [...list.children];
	const order = () => items().map((item) => item.dataset.item);
	let saved = order().join();
	let timer;

	const save = async () => {
		const wanted = order().join();
		if (wanted === saved) return;
		const token = list.querySelector('[name="_csrf"]').value;
		try {
			const response = await fetch(list.dataset.order, {
				method: 'PUT',
				redirect: 'manual',
				headers: { 'x-csrf-token': token },
				body: new URLSearchParams({ order: wanted }),
			});
			if (response.type !== 'opaqueredirect') throw new Error(`the order answered ${response.status}`);
			saved = wanted;
		} catch {
			said.textContent = list.dataset.failed;
			location.reload();
		}
	};
	const moved = (handle) => {
		const all = items();
		const place = all.indexOf(handle.closest('li')) + 1;
		said.textContent = handle.dataset.moved.replace('{place}', place);
		for (const [index, item] of all.entries()) {
			item.querySelector('[value="up"]').disabled = index === 0;
			item.querySelector('[value="down"]').disabled = index === all.length - 1;
		}
	};

	for (const handle of list.querySelectorAll('[data-drag]')) {
		handle.hidden = false;
		const item = handle.closest('li');

		handle.addEventListener('keydown', (event) => {
			const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
			if (!step) return;
			event.preventDefault();
			const neighbour = step < 0 ? item.previousElementSibling : item.nextElementSibling;
			if (!neighbour) return;
			if (step < 0) item.after(neighbour);
			else item.before(neighbour);
			moved(handle);
			clearTimeout(timer);
			timer = setTimeout(save, PAUSE_MS);
		});
		handle.addEventListener('pointerdown', (event) => {
			if (event.button !== 0) return;
			event.preventDefault();
			handle.setPointerCapture(event.pointerId);
			item.classList.add('dragged');
		});
		handle.addEventListener('pointermove', (event) => {
			if (!handle.hasPointerCapture(event.pointerId)) return;
			const above = items().find((other) => other !== item && event.clientY < middleOf(other));
			moveBefore(item, above ?? null);
		});
		handle.addEventListener('lostpointercapture', () => {
			item.classList.remove('dragged');
			moved(handle);
			save();
		});
	}
	window.addEventListener('pagehide', () => {
		if (timer !== undefined) save();
	});
}

// Moves the others past the item: an element that is taken out and put back loses pointer and focus.
function moveBefore(item, other) {
	while (item.nextElementSibling !== other) {
		const isBelow = !other || item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
		if (isBelow) item.before(item.nextElementSibling);
		else item.after(item.previousElementSibling);
	}
}

function middleOf(element) {
	const { top, height } = element.getBoundingClientRect();
	return top + height / 2;
}
