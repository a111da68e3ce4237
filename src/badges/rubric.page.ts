import type { RubricCriterionFacts } from '../credentials/award-facts.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { I18n } from '../platform/i18n/i18n.js';

/** A rubric as those read it who apply: every question with its levels, what they mean, and which is enough. */
export function rubricView(rubric: readonly RubricCriterionFacts[], i18n: I18n, { locale }: Viewer) {
	return rubric.map(({ name, levels, meanings, required }) => ({
		name,
		inShort: levels.join(' · '),
		enough: i18n.t(locale, 'badges.rubric-enough', { level: levels[required] ?? '' }),
		levels: meanings
			? levels.map((level, index) => ({
					name: level,
					meaning: meanings[index] ?? '',
					isEnough: index === required,
				}))
			: [],
	}));
}
