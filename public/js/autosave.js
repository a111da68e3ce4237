// Keeps unsent text. A form with data-draft keeps it on the site, from where every browser of its writer
// gets it back; what the site has not confirmed stays in this browser, as does the text of other forms.
// This browser's copy is forgotten once a submit has gone through, that is, when the page after it shows
// no error summary.
const SUBMITTED = 'submitted-drafts';
const PAUSE_MS = 800;
const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
});

export function improve(textareas) {
	forgetSubmitted();
	for (const textarea of textareas) {
		const key = `draft:${textarea.dataset.autosave}`;
		restore(textarea, key);
		textarea.addEventListener('input', () => keepHere(key, textarea.value));
		textarea.form?.addEventListener('submit', (event) => {
			if (event.defaultPrevented) return;
			sessionStorage.setItem(SUBMITTED, JSON.stringify([...submitted(), key]));
		});
		if (textarea.form?.dataset.draft) keepOnSite(textarea.form, key);
	}
}

function keepHere(key, text) {
	try {
		localStorage.setItem(key, text);
	} catch {
		// Storage is full or switched off: writing goes on without a safety net.
	}
}

function keepOnSite(form, key) {
	const state = form.querySelector('[data-draft-state]');
	const token = form.elements.namedItem('_csrf').value;
	let timer;
	let sending;

	const say = (text) => {
		// Said again it would be read out again.
		if (state.textContent !== text) state.textContent = text;
	};
	const send = async (keepalive) => {
		clearTimeout(timer);
		timer = undefined;
		sending?.abort();
		sending = new AbortController();
		const { signal } = sending;
		const kept = localStorage.getItem(key);
		try {
			const response = await fetch(form.dataset.draft, {
				method: 'PUT',
				headers: { 'x-csrf-token': token },
				body: new URLSearchParams(fieldsOf(form)),
				keepalive,
				signal,
			});
			if (!response.ok) throw new Error(`the draft answered ${response.status}`);
			// Whatever was typed since then is still only here.
			if (localStorage.getItem(key) === kept) localStorage.removeItem(key);
			say(state.dataset.kept.replace('{time}', clock.format()));
		} catch {
			if (!signal.aborted) say(navigator.onLine ? state.dataset.failed : state.dataset.offline);
		}
	};

	form.addEventListener('input', () => {
		clearTimeout(timer);
		timer = setTimeout(send, PAUSE_MS);
	});
	window.addEventListener('online', () => {
		if (localStorage.getItem(key) !== null) send();
	});
	// A draft that arrives after the text was saved would come back as news.
	form.addEventListener('submit', (event) => {
		if (event.defaultPrevented) return;
		clearTimeout(timer);
		timer = undefined;
		sending?.abort();
	});
	// The last moment at which a page that is being closed can still send anything.
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'hidden' && timer !== undefined) send(true);
	});
}

function fieldsOf(form) {
	return [...new FormData(form)].filter(([name, value]) => name !== '_csrf' && typeof value === 'string');
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
	if (saved === fromServer) localStorage.removeItem(key);
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
	textarea.before(notice);
}
