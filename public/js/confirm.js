// Asks before a form with data-confirm="question" is sent.
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
			yes.textContent = pressed?.textContent.trim() ?? '';
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
