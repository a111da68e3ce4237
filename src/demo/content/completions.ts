import type { DemoCompletion } from './types.js';

export function ticked(task: string, daysAgo: number): DemoCompletion {
	return { task, daysAgo };
}

export function linked(task: string, daysAgo: number, link: string): DemoCompletion {
	return { task, daysAgo, proof: { link } };
}

export function wrote(task: string, daysAgo: number, text: string): DemoCompletion {
	return { task, daysAgo, proof: { text } };
}
