// Says how many characters are left, once the end comes near.
export function improve(fields) {
	for (const field of fields) {
		const left = () => field.maxLength - field.value.length;
		const line = document.createElement('p');
		line.className = 'counter';
		line.setAttribute('aria-live', 'polite');
		field.after(line);
		const update = () => {
			const isNear = left() <= Math.max(20, field.maxLength / 5);
			line.textContent = isNear ? `${field.dataset.counter} ${left()}` : '';
		};
		field.addEventListener('input', update);
		update();
	}
}
