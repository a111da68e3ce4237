export interface Slice {
	page: number;
	limit: number;
	offset: number;
}

const LAST_PAGE = 10_000;

/** `?page=` text → slice; nonsense is the first page. Ask for limit + 1 rows to know whether there are more. */
export function paginate(text: unknown, limit: number): Slice {
	const wish = Number(text);
	const page = Number.isInteger(wish) && wish >= 1 && wish <= LAST_PAGE ? wish : 1;
	return { page, limit, offset: (page - 1) * limit };
}

export interface PageLinks {
	page: number;
	previous: string | null;
	next: string | null;
}

/** Links to the neighbouring pages, keeping the other query parameters. */
export function pageLinks(
	path: string,
	query: Readonly<Record<string, string>>,
	slice: Slice,
	hasMore: boolean,
): PageLinks {
	const link = (page: number) => {
		const params = new URLSearchParams(query);
		params.delete('page');
		if (page > 1) params.set('page', String(page));
		const text = params.toString();
		return text ? `${path}?${text}` : path;
	};
	return {
		page: slice.page,
		previous: slice.page > 1 ? link(slice.page - 1) : null,
		next: hasMore ? link(slice.page + 1) : null,
	};
}
