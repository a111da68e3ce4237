import type { OfApplication } from '../applications/badge-application.events.js';
import { defineEvent } from '../platform/events/event-type.js';

export const ReviewGiven = defineEvent<OfApplication & { reviewId: number }>('review.given');
/** Some of those who may are asked to review. */
export const ReviewAsked = defineEvent<OfApplication & { userIds: number[] }>('review.asked');
/** The organisers are to decide. */
export const ReviewEscalated = defineEvent<OfApplication>('review.escalated');
/** They have not decided in the time that the badge sets. */
export const DecisionAwaited = defineEvent<OfApplication>('review.decision-awaited');
