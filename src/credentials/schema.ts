import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { credentialSchema } from './credential-schema.js';

/** Made with the first credential: it takes longer than most modules of a start. */
let validate: ValidateFunction | undefined;

function compileSchema(): ValidateFunction {
	const ajv = new Ajv2019({ allErrors: true, strict: true });
	formats.default(ajv);
	return ajv.compile(credentialSchema);
}

/**
 * What is wrong with an unsigned credential before we sign it, as `path: message` lines; empty when nothing is.
 * It finds what JSON-LD safe mode does not (a missing or ill-formed value), as safe mode finds undefined terms.
 */
export function schemaProblems(credential: object): string[] {
	validate ??= compileSchema();
	if (validate(credential)) return [];
	return (validate.errors ?? []).map((error) => `${error.instancePath || '/'}: ${error.message}`);
}
