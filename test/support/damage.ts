/** A badge in one of its forms, for damaging. */
export interface Form {
	name: string;
	bytes: Buffer;
	/** What is signed or hosted, and how it is put back into the form. */
	document: object;
	wrap: (document: object) => Buffer;
}

/** Small and large damage, and the tricks of somebody who knows JSON. `random`: from 0 to 1. */
export function damaged({ bytes, document, wrap }: Form, random: () => number): Buffer {
	const pick = (length: number) => Math.floor(random() * length);
	const at = pick(bytes.length);
	const copy = Buffer.from(bytes);
	switch (pick(8)) {
		case 0:
			copy.writeUInt8(pick(256), at);
			return copy;
		case 1:
			return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(40))]);
		case 2:
			return Buffer.concat([bytes.subarray(0, at), bytes.subarray(pick(bytes.length))]);
		case 3:
			return Buffer.concat([
				bytes.subarray(0, at),
				Buffer.from('"@graph":[{"x":null}],'),
				bytes.subarray(at),
			]);
		default:
			return wrap(retold(document, random));
	}
}

/** Replaces, removes, renames, nests or repeats one member somewhere. */
function retold(document: object, random: () => number): object {
	const root = structuredClone(document);
	const places = placesIn(root);
	const place = places[Math.floor(random() * places.length)];
	if (!place) return root;
	const { holder, key } = place;
	const old = holder[key];
	const strange = [
		...[null, [], {}, [old], [old, old], { '@value': old }, { '@id': old }, `${String(old)} `],
		...[-1, true, Number.MAX_VALUE, '<script>alert(1)</script>', 'x'.repeat(5_000), '9999-99-99'],
	];
	const choice = Math.floor(random() * (strange.length + 3));
	if (choice < strange.length) holder[key] = strange[choice];
	else if (choice === strange.length) delete holder[key];
	else if (choice === strange.length + 1) {
		delete holder[key];
		holder[`https://www.w3.org/2018/credentials#${key}`] = old;
	} else holder[`${key}Other`] = old;
	return root;
}

type Holder = Record<string, unknown>;

function placesIn(value: unknown): { holder: Holder; key: string }[] {
	if (typeof value !== 'object' || value === null) return [];
	const holder = value as Holder;
	return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
