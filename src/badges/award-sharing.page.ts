import type { Config } from '../config.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import type { Viewer } from '../platform/http/viewer.js';
import { formatDate } from '../platform/i18n/dates.js';
import type { I18n } from '../platform/i18n/i18n.js';
import type { AwardPageRow } from './awards.queries.js';

type Ended = Pick<AwardPageRow, 'revokedAt' | 'isExpired'>;

/** Why an award does not count any more. */
function endingOf({ revokedAt, isExpired }: Ended): 'revoked' | 'expired' | undefined {
	if (revokedAt) return 'revoked';
	return isExpired ? 'expired' : undefined;
}

/** That an award does not count any more and since when, in a few words; empty while it counts. */
export function endingText(award: AwardPageRow, place: 'card' | 'embed', viewer: Viewer, i18n: I18n): string {
	const ending = endingOf(award);
	const since = award.revokedAt ?? award.validUntil;
	if (!ending || !since) return '';
	return i18n.t(viewer.locale, `sharing.${place}-${ending}`, {
		day: formatDate(since, 'date', viewer.locale, 'UTC'),
	});
}

/** A title for other sites, which says when it names what does not count any more. */
export function titleWithEnding(award: Ended, title: string, viewer: Viewer, i18n: I18n): string {
	const ending = endingOf(award);
	return ending ? i18n.t(viewer.locale, `sharing.title-${ending}`, { title }) : title;
}

/** LinkedIn's own form for adding a certificate, filled in. */
export function linkedInUrl(award: AwardPageRow, config: Config): string {
	const url = new URL('https://www.linkedin.com/profile/add');
	const { awardedAt, validUntil } = award;
	url.search = new URLSearchParams({
		startTask: 'CERTIFICATION_NAME',
		name: award.name,
		organizationName: config.siteName,
		issueYear: String(awardedAt.getUTCFullYear()),
		issueMonth: String(awardedAt.getUTCMonth() + 1),
		...(validUntil && {
			expirationYear: String(validUntil.getUTCFullYear()),
			expirationMonth: String(validUntil.getUTCMonth() + 1),
		}),
		certUrl: credentialUrls(config.publicUrl).awardPage(award.id),
		certId: award.id,
	}).toString();
	return url.href;
}

/** Other address once it has ended: who keeps pictures for long does not keep showing the one of before. */
export function cardUrl(award: AwardPageRow, config: Config): string {
	const ending = endingOf(award);
	return `${credentialUrls(config.publicUrl).awardCard(award.id)}${ending ? `?${ending}` : ''}`;
}

/** What other sites show when somebody links to the award. */
export function openGraphView(award: AwardPageRow, config: Config, i18n: I18n, viewer: Viewer) {
	const urls = credentialUrls(config.publicUrl);
	const url = urls.awardPage(award.id);
	const names = { badge: award.name, person: award.person.displayName };
	const title = i18n.t(viewer.locale, 'badges.award-title', names);
	return {
		siteName: config.siteName,
		title: titleWithEnding(award, title, viewer, i18n),
		description: award.description,
		alt: award.imageAlt,
		url,
		/** As somebody types it who has it on paper. */
		address: url.replace(/^https?:\/\//, ''),
		image: cardUrl(award, config),
		oembed: `${config.publicUrl}/oembed?url=${encodeURIComponent(url)}`,
	};
}
