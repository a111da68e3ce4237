// Asks before a form with data-confirm="question" is sent.

/** What the eye reads on the button; the question says what it is about. */
function label(button) {
	const shown = [...(button?.childNodes ?? [])].filter(
		(node) => !node.classList?.contains('visually-hidden'),
	);
	return (
		shown
			.map((node) => node.textContent)
			.join('')
			.trim() ||
		(button?.textContent.trim() ?? '')
	);
}

export function improve(forms) {
	const dialog = document.getElementById('confirm');
	const question = document.getElementById('confirm-text');
	const yes = dialog.querySelector('[value="yes"]');
	for (const form of forms) {
		let confirmed = false;
		form.addEventListener('submit', (event) => {
			if (confirmed) return;
			event.preventDefault();
			const pressed = event.submitter;
			question.textContent = form.dataset.confirm;
			yes.textContent = label(pressed);
			yes.className = pressed?.matches('.button:not(.danger, .quiet)') ? 'button' : 'button danger';
			dialog.returnValue = '';
			dialog.addEventListener(
				'close',
				() => {
					if (dialog.returnValue !== 'yes') return;
					confirmed = true;
					form.requestSubmit(pressed);
					confirmed = false;
				},
				{ once: true },
			);
			dialog.showModal();
		});
	}
}
