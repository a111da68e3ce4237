// A button that copies the field it names; without JavaScript there is only the field to select.
for (const button of document.querySelectorAll('[data-copy]')) {
	const field = document.getElementById(button.dataset.copy);
	button.hidden = false;
	button.addEventListener('click', async () => {
		field.select();
		await navigator.clipboard.writeText(field.value);
		button.textContent = button.dataset.copied;
	});
}
