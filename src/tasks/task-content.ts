import { createHash } from 'node:crypto';
import type { Audience, Proof } from './task.entity.js';

/** What an author writes; the rest of a task is bookkeeping. */
export interface TaskContent {
	title: string;
	body: string;
	proof: Proof;
	/** The course unless told. */
	workAudience?: Audience;
}

/** SHA-256, in hex, of a form that no two different contents share. Stored: its definition may never change. */
export function contentHash({ title, body, proof, workAudience = 'course' }: TaskContent): string {
	const narrowed = workAudience === 'course' ? [] : [workAudience];
	return createHash('sha256')
		.update(JSON.stringify([title, proof, body, ...narrowed]))
		.digest('hex');
}
