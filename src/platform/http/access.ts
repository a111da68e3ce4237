import { SetMetadata } from '@nestjs/common';
import { Forbidden } from './errors.js';

export const PUBLIC = 'http:public';
export const NO_AUTHORIZATION = 'http:no-authorization';
export const CROSS_ORIGIN = 'http:cross-origin';

/** Opens a handler to strangers. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Says why a mutating handler needs no policy; the architecture test reads it. */
export const NoAuthorization = (why: string) => SetMetadata(NO_AUTHORIZATION, why);

/** Lets other sites and mail programs send this mutation: the address itself carries the proof. Say which. */
export const CrossOrigin = (why: string) => SetMetadata(CROSS_ORIGIN, why);

/** Stops with 403 unless the policy said yes. */
export function authorize(allowed: boolean): void {
	if (!allowed) throw new Forbidden();
}
