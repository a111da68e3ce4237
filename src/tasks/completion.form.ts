import { IsIn, IsOptional, IsString, IsUrl, Length, MaxLength } from 'class-validator';
import { type Parsed, parse } from '../platform/forms/form.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import { AUDIENCES, type Audience, type Proof } from './task.entity.js';

export const PROOF_TEXT_LIMIT = 5_000;
const PROOF_LINK_LIMIT = 1_000;

class NoProof {
	@IsOptional()
	@IsString({ message: 'forms.error-invalid' })
	proof?: string;
}

class Work {
	@IsIn(AUDIENCES, { message: 'tasks.error-work-audience' })
	audience: Audience = 'course';
}

class LinkProof extends Work {
	@IsUrl(
		{ protocols: ['http', 'https'], require_protocol: true, allow_underscores: true },
		{ message: 'tasks.error-proof-link' },
	)
	@MaxLength(PROOF_LINK_LIMIT, { message: 'tasks.error-proof-link' })
	@IsString({ message: 'tasks.error-proof-link' })
	proof: string;
}

class TextProof extends Work {
	@Length(1, PROOF_TEXT_LIMIT, { message: 'tasks.error-proof-text' })
	@IsString({ message: 'tasks.error-proof-text' })
	proof: string;
}

/** The file itself comes beside the fields. */
class FileProof extends Work {}

const FORMS = { none: NoProof, link: LinkProof, text: TextProof, file: FileProof };

interface Sent {
	proof?: string;
	audience?: Audience;
}

/** What was handed in, as the columns of a completion; a file is not stored yet. */
export interface HandedIn {
	url: string | null;
	md: string | null;
	html: string | null;
	file: { bytes: Buffer; name: string } | null;
	audience: Audience;
}

/** What a task asks for. */
interface Asked {
	proof: Proof;
	workAudience: Audience;
}

/** Checks the form of a task that asks for this kind of proof. */
export function parseCompletion({ proof }: Asked, fields: unknown): Parsed<Sent> {
	return parse<Sent>(FORMS[proof], fields);
}

/** The audience is the one chosen, within what the task allows. */
export function handedIn(
	task: Asked,
	{ proof = '', audience = 'course' }: Sent,
	file: HandedIn['file'],
): HandedIn {
	const isText = task.proof === 'text';
	return {
		url: task.proof === 'link' ? proof : null,
		md: isText ? proof : null,
		html: isText ? renderMarkdown(proof) : null,
		file: task.proof === 'file' ? file : null,
		audience: task.workAudience === 'course' ? audience : 'organisers',
	};
}
