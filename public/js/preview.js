// Adds "Write | Preview" above a Markdown field; the server renders the preview.
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
	output.setAttribute('aria-live', 'polite');
	output.hidden = true;
	textarea.before(tabs);
	textarea.after(output);

	const show = (previewing) => {
		write.setAttribute('aria-pressed', String(!previewing));
		preview.setAttribute('aria-pressed', String(previewing));
		textarea.hidden = previewing;
		output.hidden = !previewing;
	};
	write.addEventListener('click', () => {
		show(false);
		textarea.focus();
	});
	preview.addEventListener('click', async () => {
		if (textarea.value.trim() === '') output.textContent = labels.labelEmpty;
		else await render(textarea, output, labels.labelFailed);
		show(true);
	});
	show(false);
}

async function render(textarea, output, failed) {
	try {
		const token = textarea.form.elements.namedItem('_csrf').value;
		const response = await fetch('/markdown/preview', {
			method: 'POST',
			body: new URLSearchParams({ _csrf: token, source: textarea.value }),
		});
		if (!response.ok) throw new Error(`preview answered ${response.status}`);
		output.innerHTML = await response.text();
	} catch {
		output.textContent = failed;
	}
}

function button(label) {
	const element = document.createElement('button');
	element.type = 'button';
	element.textContent = label;
	return element;
}
