import { IsOptional, IsString, IsUrl, Length, MaxLength } from 'class-validator';
import { type Parsed, parse } from '../platform/forms/form.js';
import { renderMarkdown } from '../platform/markdown/markdown.js';
import type { Proof } from './task.entity.js';

export const PROOF_TEXT_LIMIT = 5_000;
const PROOF_LINK_LIMIT = 1_000;

class NoProof {
	@IsOptional()
	@IsString({ message: 'forms.error-invalid' })
	proof?: string;
}

class LinkProof {
	@IsUrl(
		{ protocols: ['http', 'https'], require_protocol: true, allow_underscores: true },
		{ message: 'tasks.error-proof-link' },
	)
	@MaxLength(PROOF_LINK_LIMIT, { message: 'tasks.error-proof-link' })
	@IsString({ message: 'tasks.error-proof-link' })
	proof: string;
}

class TextProof {
	@Length(1, PROOF_TEXT_LIMIT, { message: 'tasks.error-proof-text' })
	@IsString({ message: 'tasks.error-proof-text' })
	proof: string;
}

const FORMS = { none: NoProof, link: LinkProof, text: TextProof };

/** What was handed in, as the columns of a completion. */
export interface HandedIn {
	url: string | null;
	md: string | null;
	html: string | null;
}

/** Checks the form of a task that asks for this kind of proof. */
export function parseCompletion(kind: Proof, body: unknown): Parsed<{ proof?: string }> {
	return parse<{ proof?: string }>(FORMS[kind], body);
}

export function handedIn(kind: Proof, proof = ''): HandedIn {
	if (kind === 'link') return { url: proof, md: null, html: null };
	if (kind === 'text') return { url: null, md: proof, html: renderMarkdown(proof) };
	return { url: null, md: null, html: null };
}
