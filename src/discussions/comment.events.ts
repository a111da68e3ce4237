import { defineEvent } from '../platform/events/event-type.js';

export interface OfComment {
	commentId: number;
	courseId: number;
	taskId: number | null;
	/** The comment that opened the thread: the comment itself when it opens one. */
	threadId: number;
	authorId: number;
}

export const CommentPosted = defineEvent<OfComment>('comment.posted');
export const CommentEdited = defineEvent<{ commentId: number; courseId: number }>('comment.edited');
export const CommentRemoved = defineEvent<{ commentId: number; courseId: number }>('comment.removed');
export const CommentHidden = defineEvent<{ commentId: number; courseId: number }>('comment.hidden');
export const CommentShown = defineEvent<{ commentId: number; courseId: number }>('comment.shown');
