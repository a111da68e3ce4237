import { Controller, Get } from '@nestjs/common';
import { Public } from '../platform/http/access.js';
import { document, page } from '../platform/http/reply.js';

const ROBOTS = 'User-agent: *\nDisallow: /admin\nDisallow: /settings\n';

/** What the site says about itself, to people and to robots. */
@Controller()
export class AboutController {
	@Get('about')
	@Public()
	about() {
		return page('shell/about', { titleKey: 'about.title' });
	}

	@Get('robots.txt')
	@Public()
	robots() {
		return document(ROBOTS, 'text/plain; charset=utf-8');
	}
}
