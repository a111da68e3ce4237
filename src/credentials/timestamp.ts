/** An ISO 8601 time in UTC with whole seconds. */
export function toSeconds(time: Date): string {
	return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
