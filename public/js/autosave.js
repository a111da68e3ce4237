// Keeps unsent text in this browser. A draft is forgotten once a submit has gone through, that is,
// when the page after it shows no error summary.
const SUBMITTED = 'submitted-drafts';

export function improve(textareas) {
	forgetSubmitted();
	for (const textarea of textareas) {
		const key = `draft:${textarea.dataset.autosave}`;
		restore(textarea, key);
		textarea.addEventListener('input', () => {
			try {
				localStorage.setItem(key, textarea.value);
			} catch {
				// Storage is full or switched off: writing goes on without a safety net.
			}
		});
		textarea.form?.addEventListener('submit', (event) => {
			if (event.defaultPrevented) return;
			sessionStorage.setItem(SUBMITTED, JSON.stringify([...submitted(), key]));
		});
	}
}

function submitted() {
	return JSON.parse(sessionStorage.getItem(SUBMITTED) ?? '[]');
}

function forgetSubmitted() {
	if (!document.querySelector('[data-errors]')) for (const key of submitted()) localStorage.removeItem(key);
	sessionStorage.removeItem(SUBMITTED);
}

function restore(textarea, key) {
	const saved = localStorage.getItem(key);
	const fromServer = textarea.value;
	if (saved === null || saved === fromServer) return;
	textarea.value = saved;

	const notice = document.createElement('p');
	notice.className = 'help';
	notice.setAttribute('role', 'status');
	const discard = document.createElement('button');
	discard.type = 'button';
	discard.className = 'link-button';
	discard.textContent = textarea.dataset.labelDiscard;
	discard.addEventListener('click', () => {
		textarea.value = fromServer;
		localStorage.removeItem(key);
		notice.remove();
		textarea.focus();
	});
	notice.append(textarea.dataset.labelRestored, ' ', discard);
	textarea.after(notice);
}
