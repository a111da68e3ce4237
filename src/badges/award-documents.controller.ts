import { Controller, Get, Headers, Inject, Param, UseInterceptors } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { bakePng } from '../credentials/bake-png.js';
import { bakeSvg } from '../credentials/bake-svg.js';
import { buildRevokedAssertion2 } from '../credentials/open-badge-2.js';
import { Public } from '../platform/http/access.js';
import { found, uuidFrom } from '../platform/http/errors.js';
import { document, redirect } from '../platform/http/reply.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { AwardEvidence } from './award-evidence.service.js';
import { type AwardDocumentsRow, AwardsQueries } from './awards.queries.js';
import { BadgePictures } from './badge-pictures.service.js';
import {
	CACHING,
	CREDENTIAL,
	CREDENTIAL_JWT,
	LINKED_DATA,
	openDocument,
	preferred,
	wantsPage,
} from './open-document.js';
import { OpenToAll } from './open-to-all.interceptor.js';

function caching({ visibility }: AwardDocumentsRow): 'never' | 'checked' {
	return visibility === 'private' ? 'never' : 'checked';
}

function headersOf(award: AwardDocumentsRow) {
	return { headers: { 'cache-control': CACHING[caching(award)] } };
}

/** An award for machines: its credential, its assertion, and its picture with both baked in. */
@Controller()
@UseInterceptors(OpenToAll)
export class AwardDocumentsController {
	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly awards: AwardsQueries,
		private readonly pictures: BadgePictures,
		private readonly evidence: AwardEvidence,
	) {}

	/** The suffix decides, else the Accept header. */
	@Get('ob3/credentials/:file')
	@Public()
	async credential(
		@Param('file') file: string,
		@Headers('accept') header: string | undefined,
		@CurrentViewer() viewer: Viewer,
	) {
		const [, id = '', suffix] = /^(.*?)(?:\.(json|jwt))?$/.exec(file) ?? [];
		const award = await this.award(viewer, id);
		if (!suffix && wantsPage(header)) return redirect(`/awards/${award.id}`);
		const accept = suffix === 'json' ? 'application/json' : header;
		const asked = preferred(accept, [...CREDENTIAL, ...CREDENTIAL_JWT]);
		const jwtType = suffix === 'jwt' ? 'application/vc+jwt' : CREDENTIAL_JWT.find((type) => type === asked);
		if (jwtType) return document(award.credentialJwt, jwtType, headersOf(award));
		return openDocument(award.credential, CREDENTIAL, accept, caching(award));
	}

	/** What a reviewer said, as it is in the credential of the award: `UUID-1` and so on. */
	@Get('endorsements/:id')
	@Public()
	async endorsement(
		@Param('id') id: string,
		@Headers('accept') accept: string | undefined,
		@CurrentViewer() viewer: Viewer,
	) {
		const [, awardId = '', number] = /^(.*)-(\d+)$/.exec(id) ?? [];
		const award = await this.award(viewer, awardId);
		const { endorsement = [] } = award.credential as { endorsement?: readonly object[] };
		return openDocument(found(endorsement[Number(number) - 1]), CREDENTIAL, accept, caching(award));
	}

	@Get('ob2/assertions/:id')
	@Public()
	async assertion(
		@Param('id') id: string,
		@Headers('accept') accept: string | undefined,
		@CurrentViewer() viewer: Viewer,
	) {
		const award = await this.award(viewer, id);
		if (wantsPage(accept)) return redirect(`/awards/${award.id}`);
		if (!award.revokedAt) return openDocument(award.assertion, LINKED_DATA, accept, caching(award));
		const revocation = { awardId: award.id, reason: award.revocationReason ?? '' };
		const revoked = buildRevokedAssertion2(this.config.publicUrl, revocation);
		return openDocument(revoked, LINKED_DATA, accept, caching(award), 410);
	}

	@Get('awards/:id/image.svg')
	@Public()
	async svg(@Param('id') id: string, @CurrentViewer() viewer: Viewer) {
		const award = await this.award(viewer, id);
		const { imageSvg, assertion, credential, list } = award;
		const evidence = await this.evidence.collect(list);
		return document(
			bakeSvg(imageSvg, { assertion, credential, evidence }),
			'image/svg+xml',
			headersOf(award),
		);
	}

	@Get('awards/:id/image.png')
	@Public()
	async png(@Param('id') id: string, @CurrentViewer() viewer: Viewer) {
		const award = await this.award(viewer, id);
		const png = this.pictures.png(award.versionId, award.imageSvg, award.imagePng);
		const { assertion, credential } = award;
		const evidence = await this.evidence.collect(award.list);
		return document(bakePng(png, { assertion, credential, evidence }), 'image/png', headersOf(award));
	}

	/** The award with all that it takes to check it without this site. */
	@Get('awards/:id/evidence.json')
	@Public()
	async pack(@Param('id') id: string, @CurrentViewer() viewer: Viewer) {
		const award = await this.award(viewer, id);
		const evidence = await this.evidence.collect(award.list);
		const body = JSON.stringify({ ...evidence, credential: award.credential });
		return document(body, 'application/json', headersOf(award));
	}

	private async award(viewer: Viewer, id: string): Promise<AwardDocumentsRow> {
		return found(await this.awards.documentsFor(viewer, uuidFrom(id)));
	}
}
