// Shows the badge as it is being chosen, so that the preview button is not needed.
const PAUSE_MS = 250;
const form = document.querySelector('[data-badge-designer]');
const picture = form.querySelector('#badge-picture');
const text = form.elements.ribbonText;
const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`)?.value ?? '';
const parts = ['shape', 'colour', 'icon', 'ribbonColour'];

const address = (part = {}) => {
	const { shape, colour, icon, ribbonColour } = {
		...Object.fromEntries(parts.map((name) => [name, chosen(name)])),
		...part,
	};
	const ribbon = new URLSearchParams();
	if (ribbonColour) ribbon.set('ribbon', ribbonColour);
	if (text.value.trim()) ribbon.set('text', text.value.trim());
	return `/badges/pictures/${shape}-${colour}-${icon}.svg?${ribbon}`;
};

const show = () => {
	picture.src = chosen('picture') === 'uploaded' ? picture.dataset.uploaded : address();
	for (const radio of form.querySelectorAll('.picture-choice input'))
		radio.nextElementSibling.src = address({ [radio.name]: radio.value });
};

form.querySelector('[name="preview"]').hidden = true;
form.addEventListener('change', ({ target }) => {
	if (target.type === 'radio') show();
});
let timer;
text.addEventListener('input', () => {
	clearTimeout(timer);
	timer = setTimeout(show, PAUSE_MS);
});
