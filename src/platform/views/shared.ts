/**
 * A part of a page that looks the same to all who read one language in one time zone. It is made of nothing but
 * `from`, objects that stay the same while what they say does, such as remembered rows: its HTML is kept with them.
 */
export class Shared {
	constructor(
		readonly from: readonly [object, ...object[]],
		readonly model: () => object,
		/** Tells apart the ways in which it is shown. */
		readonly way = '',
	) {}
}

interface Kept {
	from: readonly object[];
	html: string;
}

/** HTML by what it was made of; forgotten with it. */
export class SharedHtml {
	private readonly kept = new WeakMap<object, Map<string, Kept>>();

	/** `name` tells apart the parts that are made of the same objects. */
	of(name: string, { from, model, way }: Shared, render: (model: object) => string): string {
		const [first] = from;
		const key = `${name} ${way}`;
		const known = this.kept.get(first)?.get(key);
		if (known?.from.length === from.length && from.every((each, index) => each === known.from[index]))
			return known.html;
		const html = render(model());
		const ofFirst = this.kept.get(first) ?? new Map<string, Kept>();
		this.kept.set(first, ofFirst.set(key, { from, html }));
		return html;
	}
}
