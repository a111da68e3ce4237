export async function awardSeconds(_app: unknown): Promise<string> {
	return '';
}
