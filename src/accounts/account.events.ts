import { defineEvent } from '../platform/events/event-type.js';

/** Somebody proved that the e-mail address is theirs: from now on they take part. */
export const PersonConfirmed = defineEvent<{ userId: number }>('person.confirmed');
