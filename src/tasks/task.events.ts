import { defineEvent } from '../platform/events/event-type.js';

interface OfTask {
	courseId: number;
	taskId: number;
}
export interface OfCompletion extends OfTask {
	userId: number;
}

export const TaskCreated = defineEvent<OfTask & { revisionId: number }>('task.created');
export const TaskRevised = defineEvent<OfTask & { revisionId: number }>('task.revised');
export const TaskMoved = defineEvent<OfTask>('task.moved');
export const TaskRemoved = defineEvent<OfTask>('task.removed');
export const TaskRestored = defineEvent<OfTask>('task.restored');
export const TaskCompleted = defineEvent<OfCompletion>('task.completed');
export const TaskUndone = defineEvent<OfCompletion>('task.undone');
/** Nothing is left to do for this person in the course as it is now. It may be told again after later changes. */
export const CourseCompleted = defineEvent<{ courseId: number; userId: number }>('course.completed');
