import { Controller, Get } from '@nestjs/common';
import { Public } from '../platform/http/access.js';
import { page } from '../platform/http/reply.js';

@Controller()
export class HomeController {
	@Get()
	@Public()
	home() {
		return page('shell/home', {});
	}
}
