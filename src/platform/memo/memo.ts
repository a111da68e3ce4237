/**
 * `make`, with its results kept by key: `size` of them at most, the oldest go first. What it throws is not kept.
 * All that the result depends on has to be in the key.
 */
export function memo<T, Given extends unknown[] = []>(
	size: number,
	make: (key: string, ...given: Given) => T,
): (key: string, ...given: Given) => T {
	const kept = new Map<string, T>();
	return (key, ...given) => {
		const known = kept.get(key);
		if (known !== undefined) return known;
		const made = make(key, ...given);
		const [oldest] = kept.keys();
		if (kept.size >= size && oldest !== undefined) kept.delete(oldest);
		kept.set(key, made);
		return made;
	};
}
