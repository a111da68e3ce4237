import type { Kind, TaskEditing } from './course.entity.js';
import type { Pace, SignUp } from './runs/run.entity.js';

export interface Preset {
	pace: Pace;
	signUp: SignUp;
	taskEditing: TaskEditing;
}

/** What a kind starts with; organisers change any of it afterwards. */
export const PRESETS: Readonly<Record<Kind, Preset>> = {
	challenge: { pace: 'rolling', signUp: 'open', taskEditing: 'organisers' },
	'study-group': { pace: 'fixed', signUp: 'moderated', taskEditing: 'participants' },
	course: { pace: 'fixed', signUp: 'open', taskEditing: 'organisers' },
};
