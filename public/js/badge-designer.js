// Shows the badge as it is being chosen, so that the preview button is not needed.
const form = document.querySelector('[data-badge-designer]');
const picture = form.querySelector('#badge-picture');
const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`).value;
const address = (part) => {
	const { shape, colour, icon } = {
		shape: chosen('shape'),
		colour: chosen('colour'),
		icon: chosen('icon'),
		...part,
	};
	return `/badges/pictures/${shape}-${colour}-${icon}.svg`;
};

form.querySelector('[name="preview"]').hidden = true;
form.addEventListener('change', ({ target }) => {
	if (target.type !== 'radio') return;
	picture.src = address({});
	for (const radio of form.querySelectorAll('input[type="radio"]'))
		radio.nextElementSibling.src = address({ [radio.name]: radio.value });
});
