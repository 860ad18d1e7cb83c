/** The log as anyone may read it: acts, newest first, all or those about an article or a person, or of one code. */
import type { Db } from '../../db/schema.ts';
import { readAction, readTerms, type ActCode } from '../acts.ts';
import { bylineColumns, readPresent, toByline, type Byline } from './bylines.ts';

/** An act as the log shows it. Of words that are gone, or that there never were any of, there are none. */
export interface LoggedAct {
  id: number;
  code: ActCode;
  /** What stands behind its code: a licence, or what it sets, and the last moment that this holds, if not for good. */
  named: string;
  until?: string;
  at: string;
  byline: Byline;
  article?: { slug: string; title: string; number?: number };
  person?: Byline;
  words: Record<string, unknown>;
  isErased: boolean;
}

/** What to choose acts by. */
export interface LogFilter {
  code?: ActCode | undefined;
  articleId?: number | undefined;
  personId?: number | undefined;
}

/**
 * Returns the newest acts, at most `limit`, those before an id when one is given, and the id that older ones come before, if
 * there are any. An act of a person is one that they performed, or that is about them.
 */
export async function listActs(
  db: Db,
  { code, articleId, personId }: LogFilter,
  limit: number,
  before?: number,
): Promise<{ acts: LoggedAct[]; older?: number }> {
  let query = acts(db);
  if (before !== undefined) query = query.where('log.id', '<', before);
  if (articleId !== undefined) query = query.where('log.article_id', '=', articleId);
  if (code !== undefined) {
    query = query.where((eb) => eb.or([eb('log.action', '=', code), eb('log.action', 'like', `${code} %`)]));
  }
  if (personId !== undefined) {
    query = query.where((eb) => {
      const theirs = eb.selectFrom('byline').select('id').where('person_id', '=', personId);
      return eb.or([eb('log.byline_id', 'in', theirs), eb('log.person_id', '=', personId)]);
    });
  }
  const found = await query
    .orderBy('log.id', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  const people = await readPresent(
    db,
    rows.flatMap(({ about }) => about ?? []),
  );
  const listed = rows.flatMap((row) => toAct(row, people) ?? []);
  return { acts: listed, ...(found.length > limit && { older: rows.at(-1)!.id }) };
}

function acts(db: Db) {
  return db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .leftJoin('log_words', 'log_words.log_id', 'log.id')
    .leftJoin('article', 'article.id', 'log.article_id')
    .leftJoin('revision', (join) =>
      join
        .onRef('revision.sequence', '=', 'log.erased_id')
        .onRef('revision.article_id', '=', 'log.article_id'),
    )
    .select(bylineColumns)
    .select(['log.id', 'log.action', 'log.recorded_at', 'log.words_digest', 'log.person_id as about'])
    .select(['log_words.words', 'article.slug', 'article.title', 'revision.number']);
}

type ActRow = Awaited<ReturnType<ReturnType<typeof acts>['execute']>>[number];

/** An act of a code that the wiki doesn't know is for `verify` to tell of. */
function toAct(row: ActRow, people: ReadonlyMap<number, Byline>): LoggedAct | undefined {
  const action = readAction(row.action);
  if (!action) return undefined;
  const { code, kind, named } = action;
  const { id, recorded_at: at, slug, title, number, about } = row;
  const { sets, until } = readTerms(named);
  const hasNumber = kind.erases === 'content' || kind.erases === 'summary';
  const person = about === null ? undefined : people.get(about);
  return {
    id,
    code,
    named: sets,
    ...(until !== null && { until }),
    at,
    byline: toByline(row),
    ...(slug !== null &&
      title !== null && { article: { slug, title, ...(hasNumber && number !== null && { number }) } }),
    ...(person && { person }),
    words: row.words === null ? {} : (JSON.parse(row.words) as Record<string, unknown>),
    isErased: row.words_digest !== null && row.words === null,
  };
}
