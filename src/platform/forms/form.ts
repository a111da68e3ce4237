import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

export type Values = Readonly<Record<string, string | readonly string[]>>;
/** Field name → message key. */
export type FieldErrors = Readonly<Record<string, string>>;
export type Parsed<T> =
	| { ok: true; value: T; values: Values }
	| { ok: false; values: Values; errors: FieldErrors };

const CARRIED = new Set(['_csrf', '_method']);

/** Half of a letter beyond U+FFFF, which JSON can say and no database can keep. */
const HALF_LETTER = /\p{Cs}/gu;

function clean(value: unknown): string | string[] | undefined {
	if (typeof value === 'string')
		return value.replace(/\r\n?/g, '\n').replaceAll('\0', '').replace(HALF_LETTER, '\ufffd').trim();
	if (Array.isArray(value))
		return value.map((item) => clean(item)).filter((item): item is string => typeof item === 'string');
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return undefined;
}

/** What was typed, as text: trimmed, line ends as \n, no NUL, whole letters; nested structures are dropped. */
export function typed(body: unknown): Values {
	const values: Record<string, string | string[]> = {};
	if (typeof body !== 'object' || body === null) return values;
	for (const [name, raw] of Object.entries(body)) {
		const value = clean(raw);
		if (!CARRIED.has(name) && value !== undefined) values[name] = value;
	}
	return values;
}

function firstMessage(error: ValidationError): string {
	const messages = Object.values(error.constraints ?? {});
	return messages[messages.length - 1] ?? 'forms.error-invalid';
}

/**
 * Checks a submitted body against a form class (class-validator decorators whose messages are text keys).
 * Fields the class does not know are an error on the form as a whole, under the name `form`.
 */
export function parse<T extends object>(type: new () => T, body: unknown): Parsed<T> {
	const values = typed(body);
	const value = plainToInstance(type, { ...values }, { exposeDefaultValues: true });
	const found = validateSync(value, { whitelist: true, forbidNonWhitelisted: true });
	if (found.length === 0) return { ok: true, value, values };
	const errors: Record<string, string> = {};
	for (const error of found) {
		const unknown = error.constraints && 'whitelistValidation' in error.constraints;
		errors[unknown ? 'form' : error.property] = unknown ? 'forms.error-unknown-field' : firstMessage(error);
	}
	return { ok: false, values, errors };
}

/** A refusal found after parsing (a name taken, say), in the same shape as a failed parse. */
export function refuse(values: Values, errors: FieldErrors): Parsed<never> {
	return { ok: false, values, errors };
}
