const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Base58 work grows with the square of the length; nothing we read is longer than a key or a signature. */
const MAX_LENGTH = 200;

/** Multibase base58btc: `z` and the base58 digits (Controlled Identifiers 1.0, §2.4). */
export function encodeMultibase(bytes: Uint8Array): string {
	let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
	let digits = '';
	for (; number > 0n; number /= 58n) digits = ALPHABET.charAt(Number(number % 58n)) + digits;
	return `z${'1'.repeat(leadingZeros(bytes))}${digits}`;
}

/** The bytes of a base58btc multibase text, or undefined when it is none (or longer than 200 characters). */
export function decodeMultibase(text: string): Uint8Array | undefined {
	if (!text.startsWith('z') || text.length > MAX_LENGTH) return undefined;
	let number = 0n;
	for (const digit of text.slice(1)) {
		const value = ALPHABET.indexOf(digit);
		if (value < 0) return undefined;
		number = number * 58n + BigInt(value);
	}
	const bytes: number[] = [];
	for (; number > 0n; number /= 256n) bytes.unshift(Number(number % 256n));
	const zeros = /^1*/.exec(text.slice(1))?.[0].length ?? 0;
	return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes]);
}

function leadingZeros(bytes: Uint8Array): number {
	const first = bytes.findIndex((byte) => byte !== 0);
	return first < 0 ? bytes.length : first;
}
