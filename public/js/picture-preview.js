// Shows the picture that was chosen before it is uploaded.
export function improve(inputs) {
	for (const input of inputs) {
		const figure = document.getElementById(input.dataset.shownBy);
		const picture = figure.querySelector('img');
		const caption = figure.querySelector('figcaption');
		const present = { src: picture.src, alt: picture.alt, text: caption.textContent };
		const show = ({ src, alt, text }) => {
			picture.src = src;
			picture.alt = alt;
			caption.textContent = text;
		};
		input.addEventListener('change', () => {
			const [file] = input.files;
			if (!file) return show(present);
			const reader = new FileReader();
			reader.addEventListener('load', () =>
				show({ src: reader.result, alt: file.name, text: figure.dataset.chosen }),
			);
			reader.readAsDataURL(file);
		});
		// What is no picture is refused by the server, which says why.
		picture.addEventListener('error', () => show(present));
	}
}
