/**
 * The bytes of a base64url text, or undefined. Only the one canonical way of writing them is taken: otherwise the
 * unused bits at the end could be changed without the signature noticing.
 */
export function decodeBase64Url(text: string): Uint8Array | undefined {
	if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
	return encodeBase64Url(bytes) === text ? bytes : undefined;
}

export function encodeBase64Url(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** UTF-8 text, or undefined when the bytes are none. */
export function decodeText(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

/** Unpacks, or undefined when the data is broken or more than `limit` bytes come out of it. */
export async function unpack(
	bytes: Uint8Array,
	format: 'gzip' | 'deflate',
	limit: number,
): Promise<Uint8Array | undefined> {
	const parts: Uint8Array[] = [];
	let size = 0;
	try {
		const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader();
		for (let next = await reader.read(); !next.done; next = await reader.read()) {
			const part: Uint8Array = next.value;
			size += part.length;
			if (size > limit) {
				await reader.cancel();
				return undefined;
			}
			parts.push(part);
		}
	} catch {
		return undefined;
	}
	const whole = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
