import { readFileSync } from 'node:fs';
import { Controller, Get, Headers, Inject, Param, UseInterceptors } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import { buildDidDocument, didWeb } from '../credentials/did-web.js';
import { buildIssuer2, buildRevocationList2 } from '../credentials/open-badge-2.js';
import { svgToPng } from '../credentials/svg-to-png.js';
import { buildKeyDocument } from '../credentials/vc-jwt.js';
import { Public } from '../platform/http/access.js';
import { found, idFrom } from '../platform/http/errors.js';
import { document, redirect } from '../platform/http/reply.js';
import { AwardsQueries } from './awards.queries.js';
import { DocumentsQueries } from './documents.queries.js';
import { issuerOf } from './issuer.js';
import { IssuerKeys } from './issuer-keys.service.js';
import {
	CACHING,
	CREDENTIAL,
	DID_DOCUMENT,
	LINKED_DATA,
	openDocument,
	PUBLIC_KEY,
	wantsPage,
} from './open-document.js';
import { OpenToAll } from './open-to-all.interceptor.js';
import { StatusLists } from './status-lists.service.js';

const IMAGE_WIDTH = 256;

/** Who issues, with which keys, and what was revoked: what a verifier asks for besides the badge. Nothing personal. */
@Controller()
@UseInterceptors(OpenToAll)
export class IssuerController {
	private drawn: Buffer | undefined;

	constructor(
		@Inject(CONFIG) private readonly config: Config,
		private readonly keys: IssuerKeys,
		private readonly lists: StatusLists,
		private readonly awards: AwardsQueries,
		private readonly documents: DocumentsQueries,
	) {}

	@Get('.well-known/did.json')
	@Public()
	async did(@Headers('accept') accept: string | undefined) {
		return this.didDocument(didWeb(this.config.publicUrl), accept);
	}

	/** A school under the site, which signs for it: who knows the school by its DID finds the same keys. */
	@Get('issuers/:id/did.json')
	@Public()
	async schoolDid(@Param('id') id: string, @Headers('accept') accept: string | undefined) {
		const school = found(await this.documents.school(idFrom(id)));
		return this.didDocument(didWeb(this.config.publicUrl, school.id), accept);
	}

	@Get('keys/:kid')
	@Public()
	async key(@Param('kid') kid: string, @Headers('accept') accept: string | undefined) {
		const key = found(await this.keys.publicKey(kid));
		const url = credentialUrls(this.config.publicUrl).key(key.keyId);
		return openDocument(buildKeyDocument(url, key), PUBLIC_KEY, accept, 'short');
	}

	@Get('status/:list')
	@Public()
	async status(@Param('list') list: string, @Headers('accept') accept: string | undefined) {
		const signed = found(await this.lists.signed(idFrom(list)));
		return openDocument(signed, CREDENTIAL, accept, 'short');
	}

	@Get('ob2/issuer')
	@Public()
	issuer(@Headers('accept') accept: string | undefined) {
		if (wantsPage(accept)) return redirect('/');
		const profile = buildIssuer2(this.config.publicUrl, issuerOf(this.config));
		return openDocument(profile, LINKED_DATA, accept, 'short');
	}

	/** At an address that stays, since it is written into every badge. */
	@Get('issuer.png')
	@Public()
	image() {
		this.drawn ??= svgToPng(readFileSync('public/images/favicon.svg', 'utf8'), IMAGE_WIDTH);
		return document(this.drawn, 'image/png', { headers: { 'cache-control': CACHING.short } });
	}

	@Get('ob2/revocations')
	@Public()
	async revocations(@Headers('accept') accept: string | undefined) {
		const list = buildRevocationList2(this.config.publicUrl, await this.awards.revocations());
		return openDocument(list, LINKED_DATA, accept, 'short');
	}

	private async didDocument(did: string, accept: string | undefined) {
		const document = buildDidDocument(did, await this.keys.published());
		return openDocument(document, DID_DOCUMENT, accept, 'short');
	}
}
