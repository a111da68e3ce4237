import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { buildDidDocument, didWeb } from '../credentials/did-web.js';
import { toSeconds } from '../credentials/timestamp.js';
import { Clock } from '../platform/clock/clock.js';
import { IssuerKeys } from './issuer-keys.service.js';
import { StatusLists } from './status-lists.service.js';

/** What is needed to check an award besides the award, so that it can be checked when this site is gone. */
@Injectable()
export class AwardEvidence {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly clock: Clock,
		private readonly keys: IssuerKeys,
		private readonly lists: StatusLists,
	) {}

	/** The issuer's document and the signed status list as they are now. */
	async collect(list: number) {
		const issuer = buildDidDocument(didWeb(this.config.publicUrl), await this.keys.published());
		const status = await this.lists.signed(list);
		return {
			type: 'KunlerniEvidence',
			collectedAt: toSeconds(this.clock.now()),
			documents: [issuer, ...(status ? [status] : [])],
		};
	}
}
