import { type AwardFacts, type BadgeFacts, hashIdentity } from './award-facts.js';
import { CREDENTIALS_V2, OPEN_BADGES_V3 } from './contexts.js';
import { credentialUrls } from './credential-urls.js';
import type { SignedEndorsement } from './endorsement.js';
import { buildProfile } from './profile.js';
import { toSeconds } from './timestamp.js';

export type OpenBadgeCredential = ReturnType<typeof buildCredential>;

/**
 * The unsigned Open Badges 3.0 credential of an award (OpenBadgeCredential, a W3C VCDM 2.0 credential).
 * The subject is named by the award's UUID, so that two awards of one person share no identifier; who it is
 * shows only to those who know the e-mail address. Times keep whole seconds, in UTC.
 * `endorsements` are embedded as they were signed. Throws a RangeError when an achieved level is not in the rubric.
 */
export function buildCredential(award: AwardFacts, endorsements: readonly SignedEndorsement[] = []) {
	const urls = credentialUrls(award.origin);
	const list = urls.statusList(award.status.list);
	const results = resultsOf(award);
	return {
		'@context': [CREDENTIALS_V2, OPEN_BADGES_V3],
		id: urls.credential(award.id),
		type: ['VerifiableCredential', 'OpenBadgeCredential'],
		name: award.badge.name,
		issuer: buildProfile(award.issuer),
		validFrom: toSeconds(award.validFrom),
		...(award.validUntil && { validUntil: toSeconds(award.validUntil) }),
		credentialSubject: {
			id: `urn:uuid:${award.id}`,
			type: ['AchievementSubject'],
			identifier: [
				{
					type: 'IdentityObject',
					hashed: true,
					identityHash: hashIdentity(award.recipient.email, award.recipient.salt),
					identityType: 'emailAddress',
					salt: award.recipient.salt,
				},
			],
			achievement: buildAchievement(award.origin, award.badge),
			...(results.length > 0 && { result: results }),
		},
		...(award.evidence?.length && {
			evidence: award.evidence.map(({ url, name, description, narrative }) => ({
				id: url,
				type: ['Evidence'],
				name,
				...(description && { description }),
				...(narrative && { narrative }),
			})),
		}),
		...(endorsements.length > 0 && { endorsement: [...endorsements] }),
		credentialStatus: {
			id: `${list}#${award.status.index}`,
			type: 'BitstringStatusListEntry',
			statusPurpose: 'revocation',
			statusListIndex: String(award.status.index),
			statusListCredential: list,
		},
	};
}

/** The achievement inside a credential; its `id` is where it is published on its own. */
export function buildAchievement(origin: string, badge: BadgeFacts) {
	const id = credentialUrls(origin).achievement(badge.id, badge.version);
	return {
		id,
		type: ['Achievement'],
		name: badge.name,
		description: badge.description,
		criteria: { id: badge.criteria.url, narrative: badge.criteria.narrative },
		image: { id: badge.image.url, type: 'Image', caption: badge.image.caption },
		achievementType: 'Badge',
		version: String(badge.version),
		inLanguage: badge.language,
		...(badge.tags.length > 0 && { tag: [...badge.tags] }),
		...(badge.rubric?.length && {
			resultDescription: badge.rubric.map(({ name, levels, meanings, required }, criterion) => ({
				id: criterionId(id, criterion),
				type: ['ResultDescription'],
				name,
				resultType: 'RubricCriterionLevel',
				requiredLevel: levelId(id, criterion, required),
				rubricCriterionLevel: levels.map((level, points) => ({
					id: levelId(id, criterion, points),
					type: ['RubricCriterionLevel'],
					name: level,
					...(meanings?.[points] && { description: meanings[points] }),
					level: String(points + 1),
					points: String(points),
				})),
			})),
		}),
	};
}

function resultsOf({ origin, badge, achievedLevels = [] }: AwardFacts) {
	const achievement = credentialUrls(origin).achievement(badge.id, badge.version);
	return achievedLevels.map((level, criterion) => {
		if (badge.rubric?.[criterion]?.levels[level] === undefined)
			throw new RangeError(`Badge ${badge.id} has no level ${level} for criterion ${criterion}`);
		return {
			type: ['Result'],
			resultDescription: criterionId(achievement, criterion),
			achievedLevel: levelId(achievement, criterion, level),
		};
	});
}

function criterionId(achievement: string, criterion: number): string {
	return `${achievement}#criterion-${criterion + 1}`;
}

function levelId(achievement: string, criterion: number, level: number): string {
	return `${criterionId(achievement, criterion)}-level-${level + 1}`;
}
