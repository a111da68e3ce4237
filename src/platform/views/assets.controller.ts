import { Controller, Get, Param } from '@nestjs/common';
import { Public } from '../http/access.js';
import { found } from '../http/errors.js';
import { document } from '../http/reply.js';
import { Assets } from './assets.js';

const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' };

@Controller()
export class AssetsController {
	constructor(private readonly assets: Assets) {}

	@Get('assets/:version/*')
	@Public()
	asset(@Param('version') version: string, @Param('*') path: string) {
		const asset = found(this.assets.get(path));
		const headers = version === this.assets.version ? FOR_EVER : { 'cache-control': 'no-cache' };
		return document(asset.body, asset.type, { headers });
	}
}
