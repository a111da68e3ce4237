import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';

const path = join(process.cwd(), '../shared/data/openbadges/ob_v3p0_achievementcredential_schema.json');

/** The schema of 1EdTech lies beside the project, not in it. */
export const hasOfficialSchema = existsSync(path);
if (!hasOfficialSchema) console.info(`The 1EdTech schema is not at ${path}: it is not asked.`);

/** What the schema of 1EdTech finds wrong with a signed credential; nothing where the schema is absent. */
export function officialProblems(credential: object): unknown[] {
	if (!hasOfficialSchema) return [];
	const ajv = new Ajv2019({ allErrors: true, strict: false });
	formats.default(ajv);
	const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
	validate(credential);
	return validate.errors ?? [];
}
