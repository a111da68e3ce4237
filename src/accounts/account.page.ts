import type { OpenToken } from './account-tokens.service.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import { localPath, page, type Page } from '../platform/http/reply.js';

/** A page with one form: 422 when it comes back with errors. */
export function formPage(
	view: string,
	model: { titleKey: string; [name: string]: unknown },
	values: Values = {},
	errors?: FieldErrors,
): Page {
	return page(view, { ...model, values, errors }, { status: errors ? 422 : 200 });
}

export function registerPage(values: Values, errors?: FieldErrors): Page {
	return formPage(
		'accounts/register',
		{ titleKey: 'accounts.register-title', next: nextIn(values) },
		values,
		errors,
	);
}

export function signInPage(values: Values, errors?: FieldErrors): Page {
	return formPage(
		'accounts/sign-in',
		{ titleKey: 'accounts.sign-in-title', next: nextIn(values) },
		values,
		errors,
	);
}

function nextIn({ next }: Values): string {
	const path = localPath(next);
	return path === '/' ? '' : path;
}

export function confirmPage(
	token: string,
	{ userId, username, email }: OpenToken,
	viewer: Viewer,
	values: Values,
	errors?: FieldErrors,
): Page {
	return formPage(
		'accounts/confirm',
		{
			titleKey: 'accounts.confirm-title',
			isConfirming: true,
			asksPassword: viewer.id !== userId,
			...{ token, username, email, next: localPath(values['next']) },
		},
		values,
		errors,
	);
}

/** A mailed link that no longer works, and what to do instead. */
export function gonePage(purpose: 'confirm' | 'reset' | 'admin', href: string): Page {
	const model = {
		titleKey: 'accounts.gone-title',
		textKey: `accounts.gone-${purpose}`,
		actionKey: `accounts.gone-${purpose}-action`,
		href,
	};
	return page('accounts/link-gone', model, { status: 410 });
}
