// Shows a Markdown field as readers will see it; the server renders it. "Write | Preview" above the field chooses
// between the two. An editor (data-preview="beside") shows both at once where there is room, as the text is written.
const room = matchMedia('(width >= 64rem)');
const PAUSE_MS = 500;

export function improve(fields) {
	for (const field of fields) addPreview(field);
}

function addPreview(field) {
	const labels = field.dataset;
	const textarea = field.querySelector('textarea');
	const write = button(labels.labelWrite);
	const preview = button(labels.labelPreview);
	const tabs = document.createElement('div');
	tabs.className = 'writing-tabs';
	tabs.append(write, preview);
	const output = document.createElement('div');
	output.className = 'preview prose';
	output.dir = 'auto';
	output.tabIndex = 0;
	output.setAttribute('role', 'region');
	output.setAttribute('aria-label', labels.labelPreview);
	textarea.before(tabs);
	textarea.after(output);

	const render = renderer(textarea, output, labels);
	const isBeside = () => labels.preview === 'beside' && room.matches;
	const show = (view) => {
		labels.view = view;
		write.setAttribute('aria-pressed', String(view === 'write'));
		preview.setAttribute('aria-pressed', String(view === 'preview'));
	};
	write.addEventListener('click', () => {
		show('write');
		textarea.focus();
	});
	preview.addEventListener('click', async () => {
		await render();
		show('preview');
		output.focus({ preventScroll: true });
	});
	show('write');
	if (labels.preview !== 'beside') return;

	let timer;
	const renderSoon = () => {
		clearTimeout(timer);
		if (isBeside()) timer = setTimeout(render, PAUSE_MS);
	};
	textarea.addEventListener('input', renderSoon);
	// What is read stays next to what is written.
	textarea.addEventListener('scroll', () => {
		const share = textarea.scrollTop / (textarea.scrollHeight - textarea.clientHeight || 1);
		output.scrollTop = share * (output.scrollHeight - output.clientHeight);
	});
	room.addEventListener('change', renderSoon);
	if (isBeside()) render();
}

/** Renders what is written now; of several answers only the one to the last question is shown. */
function renderer(textarea, output, { labelEmpty, labelFailed }) {
	let asking;
	return async () => {
		asking?.abort();
		asking = new AbortController();
		const { signal } = asking;
		if (textarea.value.trim() === '') {
			output.textContent = labelEmpty;
			return;
		}
		try {
			const token = textarea.form.elements.namedItem('_csrf').value;
			const response = await fetch('/markdown/preview', {
				method: 'POST',
				body: new URLSearchParams({ _csrf: token, source: textarea.value }),
				signal,
			});
			if (!response.ok) throw new Error(`preview answered ${response.status}`);
			output.innerHTML = await response.text();
		} catch {
			if (!signal.aborted) output.textContent = labelFailed;
		}
	};
}

function button(label) {
	const element = document.createElement('button');
	element.type = 'button';
	element.textContent = label;
	return element;
}
