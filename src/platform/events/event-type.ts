declare const payload: unique symbol;

/** The name of a fact, bound to the type of what is told about it. */
export interface EventType<P extends object> {
	readonly name: string;
	readonly [payload]?: P;
}

/**
 * Declares an event. The name is stored and never changes its meaning; `P` holds ids and plain JSON values
 * (dates as ISO text), because listeners read it back from the database.
 */
export function defineEvent<P extends object>(name: string): EventType<P> {
	return { name };
}
