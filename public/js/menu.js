// Closes an open menu on Escape and on a click elsewhere.
export function improve(menus) {
	document.addEventListener('click', (event) => {
		for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
	});
	for (const menu of menus) {
		menu.addEventListener('keydown', (event) => {
			if (event.key !== 'Escape' || !menu.open) return;
			menu.open = false;
			menu.querySelector('summary').focus();
		});
	}
}
