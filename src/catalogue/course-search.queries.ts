import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Slice } from '../platform/http/paginate.js';
import { CARD, type CourseCardRow, LISTED, PRESENT_RUN } from './course-cards.queries.js';
import type { CourseFilters } from './course-search.filters.js';

export interface FilterChoices {
	languages: string[];
	schools: { slug: string; name: string }[];
}

/** A word counts as meant when at least this share of its letter triples is found in one of the course's. */
const LIKENESS = 0.45;
/** Likeness is looked for in each course anew, so only of so many words, and in so much of its text. */
const WORDS_FORGIVEN = 4;
const LETTERS_COMPARED = 600;

const stems = (dictionary: string) =>
	`websearch_to_tsquery('${dictionary}', $2) || websearch_to_tsquery('${dictionary}', without_accents($2))`;

/** The course has the letters as they were typed, or, where pg_trgm can tell, nearly each of the words. */
function likeness(canForgive: boolean): string {
	const alike = `(SELECT min(word_similarity(word, left(s.words, ${LETTERS_COMPARED})))
		FROM (SELECT word FROM regexp_split_to_table(question.typed, '[^[:alnum:]]+') word
			WHERE word <> '' LIMIT ${WORDS_FORGIVEN}) asked)`;
	return `CASE WHEN strpos(s.words, question.typed) > 0 THEN 1 ${canForgive ? `ELSE ${alike}` : ''} END::real`;
}

/**
 * Listed courses that answer the question $2. Each is asked by the rules of its own language; joining the
 * languages first lets the index find the few to ask. Only when none answers are typing errors forgiven.
 */
const answering = (canForgive: boolean) => `
	question AS (
		SELECT english, spanish, simple, english || spanish || simple AS any_language,
			lower(without_accents($2)) AS typed
		FROM (SELECT ${stems('english')} AS english, ${stems('spanish')} AS spanish, ${stems('simple')} AS simple) asked
	), hits AS (
		SELECT c.id, ts_rank(s.document, own) AS rank
		FROM question CROSS JOIN course_search s JOIN courses c ON c.id = s.course_id
		CROSS JOIN LATERAL (SELECT CASE c.language WHEN 'en' THEN english WHEN 'es' THEN spanish ELSE simple END AS own) q
		WHERE s.document @@ any_language AND s.document @@ own AND ${LISTED}
	), guesses AS (
		SELECT c.id, rank
		FROM question CROSS JOIN course_search s JOIN courses c ON c.id = s.course_id
		CROSS JOIN LATERAL (SELECT ${likeness(canForgive)} AS rank) alike
		WHERE NOT EXISTS (SELECT FROM hits) AND ${LISTED} AND rank >= ${LIKENESS}
	), found AS (SELECT * FROM hits UNION ALL SELECT * FROM guesses)`;

/** Nothing was asked: the question is empty. */
const EVERYTHING = `found AS (SELECT c.id, 0 AS rank FROM courses c WHERE $2 = '')`;

const search = (found: string) => `
	WITH ${found}, shown AS (
		SELECT c.id, count(*) OVER ()::int AS total,
			row_number() OVER (ORDER BY found.rank DESC, r.readiness DESC, c.published_at DESC, c.id DESC) AS place
		FROM found JOIN courses c USING (id) ${PRESENT_RUN}
		WHERE ${LISTED} AND ($3 = '' OR c.kind = $3) AND ($4 = '' OR c.language = $4)
			AND ($5 = '' OR c.school_id = (SELECT id FROM schools WHERE slug = $5))
			AND (NOT $6::boolean OR r.readiness > 0)
		ORDER BY place LIMIT $7 OFFSET $8
	)
	SELECT ${CARD}, shown.total FROM shown JOIN courses c USING (id) ${PRESENT_RUN} ORDER BY shown.place`;

const BROWSE = search(EVERYTHING);
const SEARCH = search(answering(false));
const FORGIVING_SEARCH = search(answering(true));

@Injectable()
export class CourseSearchQueries implements OnApplicationBootstrap {
	private question = SEARCH;

	constructor(
		private readonly db: Database,
		private readonly clock: Clock,
	) {}

	async onApplicationBootstrap(): Promise<void> {
		const trigrams = await this.db.one(`SELECT FROM pg_extension WHERE extname = 'pg_trgm'`);
		if (trigrams) this.question = FORGIVING_SEARCH;
	}

	/** Listed courses that fit, best first: by relevance when something was asked, else open and new ones. */
	async find(
		filters: CourseFilters,
		slice: Slice,
	): Promise<{ courses: readonly CourseCardRow[]; total: number }> {
		const { q, kind, language, school, open } = filters;
		const courses = await this.db.remembered<CourseCardRow & { total: number }>(q ? this.question : BROWSE, [
			// Runs begin and end at midnight somewhere, which is on a full minute everywhere.
			new Date(Math.floor(this.clock.now().getTime() / 60_000) * 60_000),
			...[q, kind, language, school, open],
			...[slice.limit, slice.offset],
		]);
		return { courses, total: courses[0]?.total ?? 0 };
	}

	/** What can be chosen in the filters: what listed courses have. */
	async choices(): Promise<FilterChoices> {
		const [row] = await this.db.remembered<FilterChoices>(
			`SELECT coalesce((SELECT json_agg(DISTINCT c.language) FROM courses c WHERE ${LISTED}), '[]') AS languages,
				coalesce((SELECT json_agg(json_build_object('slug', s.slug, 'name', s.name) ORDER BY lower(s.name))
					FROM schools s WHERE EXISTS (SELECT FROM courses c WHERE c.school_id = s.id AND ${LISTED})), '[]') AS schools`,
		);
		return row ?? { languages: [], schools: [] };
	}
}
