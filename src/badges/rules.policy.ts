/** Badges of `required` that are not among `held`. */
export function missing(required: readonly number[], held: readonly number[]): number[] {
	return required.filter((badgeId) => !held.includes(badgeId));
}

/** `needed` of the parts are held; null asks for all of them. A badge without parts would come to everybody. */
export function partsHold(parts: readonly number[], held: readonly number[], needed: number | null): boolean {
	if (parts.length === 0) return false;
	return parts.length - missing(parts, held).length >= Math.min(needed ?? parts.length, parts.length);
}

/** The badge's own course is done, and `needed` of those named besides; null asks for all. Of no course at all it comes to nobody. */
export function coursesHold(
	own: number | null,
	named: readonly number[],
	done: readonly number[],
	needed: number | null,
): boolean {
	if (own !== null && !done.includes(own)) return false;
	return named.length === 0 ? own !== null : partsHold(named, done, needed);
}

export interface GiftFacts {
	giverId: number;
	receiverId: number;
	/** Both belong to the course of the badge, or to one of its school. */
	areTogether: boolean;
	receiverHolds: boolean;
	/** Prerequisites that the receiver does not hold. */
	missing: number;
	isRepeatable: boolean;
	/** How many the giver has given away, and may give. */
	given: number;
	limit: number | null;
}

export type GiftProblem = 'oneself' | 'not-together' | 'already-held' | 'too-early' | 'limit-reached';

/** Why a peer may not give the badge; undefined when they may. */
export function giftProblem(gift: GiftFacts): GiftProblem | undefined {
	if (gift.giverId === gift.receiverId) return 'oneself';
	if (!gift.areTogether) return 'not-together';
	if (gift.receiverHolds && !gift.isRepeatable) return 'already-held';
	if (gift.missing > 0) return 'too-early';
	return gift.limit !== null && gift.given >= gift.limit ? 'limit-reached' : undefined;
}
