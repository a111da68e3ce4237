const byId = (id) => document.getElementById(id);
const texts = JSON.parse(byId('texts').textContent);
const language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => texts[tag]) ?? 'en';
const t = (key, about = '') => texts[language][key].replace('{about}', about);
const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long' });
const dateOr = (text) => (Number.isNaN(Date.parse(text)) ? text : day.format(new Date(text)));

const MARKS = { passed: '✓', failed: '✗', unchecked: '–' };

function add(parent, name, text, attributes = {}) {
	const element = document.createElement(name);
	element.textContent = text;
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
	parent.append(element);
	return element;
}

function checkLine(list, { name, outcome, why, about = '' }) {
	const shown = ['dates', 'status'].includes(name) ? dateOr(about) : about.slice(0, 300);
	const line = add(list, 'li', '', { 'data-outcome': outcome });
	add(line, 'span', MARKS[outcome], { 'aria-hidden': 'true' });
	const words = add(line, 'span', '');
	add(words, 'span', `${t(`outcome-${outcome}`)} `, { class: 'hidden' });
	words.append(t(`checked-${name}-${why}`, shown));
}

function show({ finding, key, isExpectedKey }) {
	const result = byId('result');
	result.replaceChildren();
	result.dataset.verdict = finding.verdict;
	// Whose key it is, the file cannot say of itself.
	const isOpen = finding.verdict === 'valid' && !isExpectedKey;
	add(result, 'p', t(isOpen ? 'offline-valid-if' : `verdict-${finding.verdict}`), { class: 'sentence' });
	if (finding.claim) {
		add(result, 'h2', finding.claim.name, { dir: 'auto' });
		add(result, 'p', finding.claim.description, { dir: 'auto' });
		add(result, 'p', `${t('issued-by')} ${finding.claim.issuerName} (${finding.claim.issuerId})`);
	}
	add(result, 'h2', t('checks'));
	const list = add(result, 'ul', '');
	for (const check of finding.checks) checkLine(list, check);
	if (!key) return;
	add(
		result,
		'p',
		finding.statusDate ? t('offline-as-of', dateOr(finding.statusDate)) : t('offline-no-date'),
	);
	const trust =
		isExpectedKey === undefined ? 'offline-trust' : isExpectedKey ? 'offline-key-same' : 'offline-key-other';
	add(result, 'p', t(trust, key), { class: 'trust' });
}

export function start(check) {
	document.documentElement.lang = language;
	document.title = t('offline-page');
	for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
	let files = [];
	const run = async () => {
		if (files.length === 0) return;
		const question = { now: new Date(), email: byId('email').value, expectedKey: byId('key').value };
		show(await check(files, question));
	};
	const take = async (chosen) => {
		files = await Promise.all([...chosen].map(async (file) => new Uint8Array(await file.arrayBuffer())));
		await run();
	};
	const drop = byId('drop');
	document.addEventListener('dragover', (event) => {
		event.preventDefault();
		drop.dataset.over = '';
	});
	document.addEventListener('dragleave', () => delete drop.dataset.over);
	document.addEventListener('drop', (event) => {
		event.preventDefault();
		delete drop.dataset.over;
		take(event.dataTransfer.files);
	});
	byId('files').addEventListener('change', (event) => take(event.target.files));
	for (const id of ['email', 'key']) byId(id).addEventListener('change', run);
}
