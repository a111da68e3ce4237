import { Controller, Get, Query } from '@nestjs/common';
import { Public } from '../platform/http/access.js';
import { pageLinks, paginate } from '../platform/http/paginate.js';
import { page, redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { I18n } from '../platform/i18n/i18n.js';
import { Shared } from '../platform/views/shared.js';
import { cataloguePage, catalogueTitle } from './catalogue.page.js';
import { addressOf, filtersFrom } from './course-search.filters.js';
import { CourseSearchQueries } from './course-search.queries.js';

const PAGE_SIZE = 24;

@Controller('courses')
export class CatalogueController {
	constructor(
		private readonly search: CourseSearchQueries,
		private readonly i18n: I18n,
	) {}

	@Get()
	@Public()
	async index(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>) {
		const filters = filtersFrom(query);
		const slice = paginate(query['page'], PAGE_SIZE);
		const [found, choices] = await Promise.all([this.search.find(filters, slice), this.search.choices()]);
		// Past the last page: courses have gone since the link was made.
		if (found.total === 0 && slice.page > 1)
			return redirect(
				pageLinks('/courses', addressOf(filters), { ...slice, page: 2 }, false).previous ?? '/courses',
			);
		return page('catalogue/courses', {
			title: catalogueTitle(filters, viewer, this.i18n),
			hasSearch: true,
			results: new Shared([found.courses, choices], () =>
				cataloguePage(found, choices, filters, slice, viewer, this.i18n),
			),
		});
	}
}
