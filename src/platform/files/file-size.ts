/** Bytes as people read them, in thousands: "340 kB", "1.2 MB". */
export function sizeText(bytes: number, locale: string): string {
	const [value, unit] = bytes < 100_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
	const options = { style: 'unit', unit, maximumFractionDigits: value < 1 ? 2 : 1 } as const;
	return new Intl.NumberFormat(locale, options).format(value);
}
