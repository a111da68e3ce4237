import { maxLength } from 'class-validator';
import { ArchiveProblem } from './archive-note.js';
import type { YamlMap, YamlValue } from './archive-yaml.js';

/** Takes the fields of a map one by one, strictly; `done` refuses what is left. */
export class Fields {
	readonly #left: YamlMap;
	readonly #file: string;
	readonly #path: string;

	constructor(map: YamlMap, file: string, path = '') {
		this.#left = new Map(map);
		this.#file = file;
		this.#path = path;
	}

	has(name: string): boolean {
		return this.#left.has(name);
	}

	/** One line of at most `limit` characters as forms count them, an emoji as one; not empty. */
	text(name: string, limit: number): string {
		const value = this.optionalText(name, limit);
		if (value === '') throw this.#problem('field-missing', name);
		return value;
	}

	/** '' when absent. */
	optionalText(name: string, limit: number): string {
		const value = this.#take(name) ?? '';
		if (typeof value !== 'string' || !/^[^\p{Cc}\u2028\u2029]*$/u.test(value))
			throw this.#problem('field-wrong', name);
		if (!maxLength(value, limit)) throw this.#problem('field-long', name, { limit });
		return value;
	}

	matching(name: string, pattern: RegExp): string {
		const value = this.#required(name);
		if (typeof value !== 'string' || !pattern.test(value)) throw this.#problem('field-wrong', name);
		return value;
	}

	optionalMatching(name: string, pattern: RegExp): string | null {
		return this.#left.has(name) ? this.matching(name, pattern) : null;
	}

	oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
		const value = this.#required(name);
		const choice = choices.find((known) => known === value);
		if (choice === undefined) throw this.#problem('field-wrong', name);
		return choice;
	}

	/** False when absent. */
	flag(name: string): boolean {
		const value = this.#take(name) ?? false;
		if (typeof value !== 'boolean') throw this.#problem('field-wrong', name);
		return value;
	}

	/** Null when absent. */
	optionalNumber(name: string, limit: number): number | null {
		const value = this.#take(name) ?? null;
		if (value === null) return null;
		const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= limit;
		if (!isCount) throw this.#problem('field-wrong', name);
		return value;
	}

	/** Empty when absent. */
	texts(name: string, most: number, limit: number): string[] {
		return this.#list(name, most).map((value) => {
			const item = new Fields(new Map([[name, value]]), this.#file, this.#path);
			return item.text(name, limit);
		});
	}

	/** Empty when absent. */
	maps<Item>(name: string, most: number, read: (fields: Fields) => Item): Item[] {
		return this.#list(name, most).map((value) => this.#inner(name, value, read));
	}

	map<Item>(name: string, read: (fields: Fields) => Item): Item {
		return this.#inner(name, this.#required(name), read);
	}

	optionalMap<Item>(name: string, read: (fields: Fields) => Item): Item | null {
		return this.#left.has(name) ? this.map(name, read) : null;
	}

	done(): void {
		const [unknown] = this.#left.keys();
		if (unknown !== undefined) throw this.#problem('field-unknown', String(unknown).slice(0, 80));
	}

	#inner<Item>(name: string, value: YamlValue, read: (fields: Fields) => Item): Item {
		if (!(value instanceof Map)) throw this.#problem('field-wrong', name);
		const fields = new Fields(value, this.#file, `${this.#path}${name}.`);
		const item = read(fields);
		fields.done();
		return item;
	}

	#list(name: string, most: number): YamlValue[] {
		const value = this.#take(name) ?? [];
		if (!Array.isArray(value)) throw this.#problem('field-wrong', name);
		if (value.length > most) throw this.#problem('field-long', name, { limit: most });
		return value;
	}

	#required(name: string): YamlValue {
		const value = this.#take(name) ?? null;
		if (value === null) throw this.#problem('field-missing', name);
		return value;
	}

	#take(name: string): YamlValue | undefined {
		const value = this.#left.get(name);
		this.#left.delete(name);
		return value;
	}

	#problem(
		kind: 'field-missing' | 'field-wrong' | 'field-long' | 'field-unknown',
		name: string,
		args: Record<string, number> = {},
	): ArchiveProblem {
		return new ArchiveProblem(kind, this.#file, { ...args, field: `${this.#path}${name}` });
	}
}
