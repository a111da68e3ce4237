import { personView } from '../accounts/person.page.js';
import type { Config } from '../config.js';
import { credentialUrls } from '../credentials/credential-urls.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import { embedCode } from './award-embed.js';
import { VISIBILITIES } from './award.entity.js';
import type { Verification } from './award-verification.service.js';
import type { AwardCardRow, AwardPageRow } from './awards.queries.js';
import { REASON_LIMIT } from './award.form.js';
import { accentOf, awardUrl, badgeImageUrl, badgeUrl, holdersUrl } from './badge.page.js';
import { linkedInUrl, openGraphView } from './award-sharing.page.js';
import { canChooseVisibility } from './badge.policy.js';
import { type Evidence, evidenceAnchor } from './evidence.js';

const MARKS = {
	valid: 'badge-check',
	revoked: 'x',
	altered: 'circle-alert',
	'not-in-force': 'clock',
} as const;

function verifiedView({ verdict, checks }: Verification) {
	return {
		verdict,
		icon: MARKS[verdict],
		labelKey: `badges.verdict-${verdict}`,
		checks: checks.map(({ name, passed }) => ({
			icon: passed ? 'check' : 'circle-alert',
			textKey: `badges.check-${name}-${passed ? 'passed' : 'failed'}`,
		})),
	};
}

function evidenceView(work: Evidence, index: number) {
	const { title, completedAt, url, text, file } = work;
	return {
		id: evidenceAnchor(work, index),
		title,
		completedAt,
		url,
		file,
		paragraphs: text ? text.split(/\n{2,}/) : [],
	};
}

/** What came, or can come, after an award that is over. */
function renewalView({ newer, person, isRenewable, ...award }: AwardPageRow, viewer: Viewer, i18n: I18n) {
	const say = (key: string) => i18n.t(viewer.locale, `renewal.${key}`, { name: person.displayName });
	if (newer) {
		const text = say(award.userId === viewer.id ? 'newer-own' : 'newer');
		return { text, href: awardUrl(newer), label: say('newer-link') };
	}
	return isRenewable && { text: say('award'), href: badgeUrl(award), label: say('award-how') };
}

/** What only the earner gets: who may see the award, and the files to take along. */
function earnerView(award: AwardPageRow, i18n: I18n, viewer: Viewer, config: Config) {
	const path = awardUrl(award);
	const urls = credentialUrls(config.publicUrl);
	return {
		visibilityAction: `${path}/visibility?_method=PUT`,
		visibility: award.visibility,
		choices: VISIBILITIES.map((value) => ({
			value,
			label: i18n.t(viewer.locale, `badges.is-${value}`),
			help: i18n.t(viewer.locale, `badges.is-${value}-help`),
		})),
		isPrivate: award.visibility === 'private',
		pageUrl: urls.awardPage(award.id),
		embedCode: embedCode(urls.awardPage(award.id), award.name),
		linkedInUrl: linkedInUrl(award, config),
		files: [
			{ label: 'PNG', href: `${path}/image.png`, name: `badge-${award.id}.png` },
			{ label: 'SVG', href: `${path}/image.svg`, name: `badge-${award.id}.svg` },
			{ label: 'JSON', href: `/ob3/credentials/${award.id}.json`, name: `badge-${award.id}.json` },
			{ label: 'JWT', href: `/ob3/credentials/${award.id}.jwt`, name: `badge-${award.id}.jwt` },
			{
				label: i18n.t(viewer.locale, 'sharing.pack'),
				href: `${path}/evidence.json`,
				name: `badge-${award.id}-evidence.json`,
			},
		],
	};
}

export function awardPage(
	award: AwardPageRow,
	verification: Verification | undefined,
	viewer: Viewer,
	i18n: I18n,
	config: Config,
) {
	const person = personView(award.person);
	const { name, description, imageAlt, criteriaHtml, language, course, school } = award;
	return {
		...{ name, description, imageAlt, criteriaHtml, language, person, awardedAt: award.awardedAt },
		title: i18n.t(viewer.locale, 'badges.award-title', { badge: name, person: person.displayName }),
		accent: accentOf(award.colour),
		imageUrl: badgeImageUrl(award),
		badgeHref: badgeUrl(award),
		issuer: config.siteName,
		validUntil: award.validUntil,
		isExpired: award.isExpired,
		renewal: award.isExpired && renewalView(award, viewer, i18n),
		course: course && { title: course.title, href: `/courses/${course.slug}` },
		school: school && { name: school.name, href: `/schools/${school.slug}` },
		evidence: award.evidence.map(evidenceView),
		levels: award.achievedLevels.map((level, criterion) => ({
			question: award.rubric[criterion]?.name,
			level: award.rubric[criterion]?.levels[level],
			meaning: award.rubric[criterion]?.meanings?.[level],
		})),
		words: award.words.map(({ name, text, saidAt }) => ({ name, saidAt, paragraphs: text.split(/\n{2,}/) })),
		verified: verification && verifiedView(verification),
		isIssued: award.issuedAt !== null,
		openGraph: award.issuedAt && award.visibility !== 'private' && openGraphView(award, config, i18n, viewer),
		checkHref: `/verify?badge=${encodeURIComponent(credentialUrls(config.publicUrl).awardPage(award.id))}`,
		revoked: award.revokedAt && { at: award.revokedAt, reason: award.revocationReason },
		mine: canChooseVisibility(viewer, award) && award.issuedAt && earnerView(award, i18n, viewer, config),
	};
}

export function revocationPage(
	award: AwardCardRow,
	viewer: Viewer,
	i18n: I18n,
	values: Values = {},
	errors: FieldErrors = {},
) {
	return {
		title: i18n.t(viewer.locale, 'badges.revoke-title'),
		badgeName: award.name,
		person: personView(award.person),
		action: `${awardUrl(award)}/revocation`,
		back: holdersUrl(award),
		limit: REASON_LIMIT,
		values,
		errors,
	};
}
