import { formatDate } from '../platform/i18n/dates.js';
import type { FieldErrors, Values } from '../platform/forms/form.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';
import type { Check, Finding, Outcome, Verdict } from './finding.js';
import { BADGE_LIMIT } from './verification.form.js';

const OUTCOME_ICONS: Readonly<Record<Outcome, string>> = {
	passed: 'check',
	failed: 'circle-alert',
	unchecked: 'circle',
};
const VERDICT_ICONS: Readonly<Record<Verdict, string>> = {
	valid: 'badge-check',
	revoked: 'x',
	expired: 'clock',
	'not-yet-valid': 'clock',
	altered: 'circle-alert',
	'unknown-issuer': 'circle-alert',
	'other-recipient': 'circle-alert',
	unsure: 'circle-alert',
	unreadable: 'circle-alert',
};
const DATED = new Set(['dates', 'status']);

/** Dates are written out for the reader; everything else is shown as it is in the badge. */
function checkView({ name, outcome, why, about = '' }: Check, i18n: I18n, viewer: Viewer) {
	const isDate = DATED.has(name) && !Number.isNaN(Date.parse(about));
	const shown = isDate ? formatDate(about, 'date', viewer.locale, viewer.timeZone) : about.slice(0, 300);
	return {
		outcome,
		icon: OUTCOME_ICONS[outcome],
		outcomeKey: `verification.outcome-${outcome}`,
		text: i18n.t(viewer.locale, `verification.checked-${name}-${why}`, { about: shown }),
	};
}

function findingView({ verdict, checks, claim, format }: Finding, i18n: I18n, viewer: Viewer) {
	return {
		verdict,
		icon: VERDICT_ICONS[verdict],
		sentenceKey: `verification.verdict-${verdict}`,
		formatKey: format === 'unknown' ? undefined : `verification.format-${format}`,
		claim,
		checks: checks.map((check) => checkView(check, i18n, viewer)),
	};
}

export function verificationPage(
	viewer: Viewer,
	i18n: I18n,
	{ values = {}, errors, finding }: { values?: Values; errors?: FieldErrors; finding?: Finding },
) {
	return {
		titleKey: 'verification.title',
		values,
		errors,
		limit: BADGE_LIMIT,
		finding: finding && findingView(finding, i18n, viewer),
	};
}
