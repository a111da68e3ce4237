/** Nothing there, or nothing this viewer may know of: 404. */
export class NotFound extends Error {}
/** The viewer sees it but may not do this: 403. */
export class Forbidden extends Error {}
/** The request cannot be carried out in the present state: 409. `key` names the text shown. */
export class Conflict extends Error {
	constructor(readonly key: string) {
		super(key);
	}
}
/** Too many requests of one kind: 429. */
export class TooMany extends Error {
	constructor(readonly retryAfterSeconds: number) {
		super('too many');
	}
}

/** The row, or NotFound; for what a visibility query returned. */
export function found<T>(row: T | undefined | null): T {
	if (row === undefined || row === null) throw new NotFound();
	return row;
}

/** A positive database id from a path segment; anything else cannot exist. */
export function idFrom(text: string): number {
	const id = Number(text);
	if (!/^[1-9]\d{0,9}$/.test(text) || id > 2_147_483_647) throw new NotFound();
	return id;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID from a path segment; anything else cannot exist. */
export function uuidFrom(text: string): string {
	if (!UUID.test(text)) throw new NotFound();
	return text;
}

/** A stranger asked for something that needs an account. */
export class SignInFirst extends Error {}
/** A mutation without a valid form token. `fromUs`: it came from our own pages, so it may be offered again. */
export class FormExpired extends Error {
	constructor(readonly fromUs: boolean) {
		super('form expired');
	}
}
