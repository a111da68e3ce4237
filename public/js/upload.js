// Uploads the chosen file without leaving the editor and puts it in where the caret is.
export function improve(parts) {
	for (const part of parts) {
		const button = part.querySelector('[data-upload-button]');
		const state = part.querySelector('[data-upload-state]');
		const file = part.querySelector('[type="file"]');
		const alt = part.querySelector('[name="alt"]');
		const textarea = document.getElementById(part.dataset.into);
		button.type = 'button';
		button.addEventListener('click', async () => {
			button.disabled = true;
			const sent = await send(part.dataset.upload, file.files[0], alt.value, button.form);
			button.disabled = false;
			state.textContent = sent.said;
			if (!sent.markdown) return;
			insert(textarea, sent.markdown);
			file.value = '';
			alt.value = '';
		});
	}
}

async function send(address, file, alt, form) {
	const body = new FormData();
	body.append('alt', alt);
	if (file) body.append('file', file);
	try {
		const response = await fetch(address, {
			method: 'POST',
			headers: { accept: 'application/json', 'x-csrf-token': form.elements.namedItem('_csrf').value },
			body,
		});
		return await response.json();
	} catch {
		return { markdown: '', said: form.querySelector('[data-upload]').dataset.failed };
	}
}

function insert(textarea, markdown) {
	const { selectionStart, selectionEnd, value } = textarea;
	const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)];
	const gap = (text, edge) => (text === '' || edge.test(text) ? '' : '\n\n');
	const text = gap(before, /\n\n$/) + markdown + gap(after, /^\n\n/);
	textarea.setRangeText(text, selectionStart, selectionEnd, 'end');
	textarea.dispatchEvent(new Event('input', { bubbles: true }));
	textarea.focus();
}
