import type { Kind, TaskEditing } from './course.entity.js';
import type { Pace } from './run.entity.js';

/** What a kind starts with; organisers change any of it afterwards. */
export const PRESETS: Readonly<Record<Kind, { pace: Pace; taskEditing: TaskEditing }>> = {
	challenge: { pace: 'rolling', taskEditing: 'organisers' },
	'study-group': { pace: 'fixed', taskEditing: 'participants' },
	course: { pace: 'fixed', taskEditing: 'organisers' },
};
