/** Who wrote an article, and how much of what stands in it. Here alone is said how shares are measured: by the words of the body. */
import type { Db } from '../db/schema.ts';
import type { Article } from './articles.ts';
import { attributionAt, bylineIdsOf } from './attribution.ts';
import { bylineColumns, toByline, type Byline } from './bylines.ts';
import { unlessErased } from './content.ts';

/**
 * What one person wrote of an article: their number of revisions, the time of the first and of the last, and the words of
 * the body that are theirs. Without a revision is whoever wrote a sentence that came from another article.
 */
export interface Contributor {
  /** The newest that they wrote the article with. */
  byline: Byline;
  revisions: number;
  words: number;
  first?: string;
  last?: string;
}

/**
 * Returns the contributors to an article as it stood at a revision: who has most of its words first, of equal ones who has
 * most revisions, then who came first. Of a revision that was erased no words are counted.
 */
export async function contributorsOf(
  db: Db,
  article: Pick<Article, 'id' | 'number'>,
  number = article.number,
): Promise<Contributor[]> {
  const edited = number === article.number ? copied(db, article.id) : counted(db, article.id, number);
  const rows = await edited.execute();
  const words = await wordsByByline(db, article.id, number);
  const elsewhere = await bylinesAmong(
    db,
    [...words.keys()].filter((id) => !rows.some((row) => row.byline_id === id)),
  );
  const parts: Contributor[] = [
    ...rows.map((row) => ({
      byline: toByline(row),
      revisions: row.revisions,
      words: words.get(row.byline_id) ?? 0,
      first: row.first_at,
      last: row.last_at,
    })),
    ...elsewhere.map((byline) => ({ byline, revisions: 0, words: words.get(byline.id)! })),
  ];
  const people = new Map<number, Contributor>();
  for (const part of parts) {
    const { personId } = part.byline;
    const known = people.get(personId);
    people.set(personId, known ? together(known, part) : part);
  }
  return [...people.values()].sort(byShare);
}

/** How many people, and from how many workplaces, contributed; imported people are counted apart. */
export function countContributors(contributors: readonly Contributor[]): {
  people: number;
  workplaces: number;
  imported: number;
} {
  const own = contributors.filter(({ byline }) => byline.verification !== 'imported');
  const workplaces = own.map(({ byline }) => byline.workplace.toLocaleLowerCase('da')).filter(Boolean);
  return {
    people: own.length,
    workplaces: new Set(workplaces).size,
    imported: contributors.length - own.length,
  };
}

/** The revisions of each byline up to the current one, from the copy that is kept of their numbers. */
function copied(db: Db, articleId: number) {
  return db
    .selectFrom('contributor')
    .innerJoin('byline', 'byline.id', 'contributor.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(bylineColumns)
    .select(['contributor.revisions', 'contributor.first_at', 'contributor.last_at'])
    .where('contributor.article_id', '=', articleId);
}

function counted(db: Db, articleId: number, number: number) {
  const counts = db
    .selectFrom('revision')
    .select((eb) => [
      'byline_id',
      eb.fn.countAll<number>().as('revisions'),
      eb.fn.min('written_at').as('first_at'),
      eb.fn.max('written_at').as('last_at'),
    ])
    .where('article_id', '=', articleId)
    .where('number', '<=', number)
    .groupBy('byline_id');
  return db
    .selectFrom(counts.as('contributor'))
    .innerJoin('byline', 'byline.id', 'contributor.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(bylineColumns)
    .select(['contributor.revisions', 'contributor.first_at', 'contributor.last_at']);
}

async function wordsByByline(db: Db, articleId: number, number: number): Promise<Map<number, number>> {
  const attributed = await unlessErased(attributionAt(db, articleId, number));
  const counts = new Map<number, number>();
  if (!attributed || attributed.words.length === 0) return counts;
  const bylines = await bylineIdsOf(db, [...new Set(attributed.words)]);
  for (const sequence of attributed.words) {
    const id = bylines.get(sequence)!;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

async function bylinesAmong(db: Db, ids: readonly number[]): Promise<Byline[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('byline')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(bylineColumns)
    .where('byline.id', 'in', ids)
    .execute();
  return rows.map(toByline);
}

/** A later byline has a higher id; one without a revision here gives way. */
function together(a: Contributor, b: Contributor): Contributor {
  const [older, newer] = a.byline.id < b.byline.id ? [a, b] : [b, a];
  const firsts = [a.first, b.first].filter((at) => at !== undefined).sort();
  const lasts = [a.last, b.last].filter((at) => at !== undefined).sort();
  return {
    byline: (newer.revisions > 0 || older.revisions === 0 ? newer : older).byline,
    revisions: a.revisions + b.revisions,
    words: a.words + b.words,
    ...(firsts.length > 0 && { first: firsts[0]!, last: lasts.at(-1)! }),
  };
}

/** Those of equal revisions have both a first one, or neither has. */
function byShare(a: Contributor, b: Contributor): number {
  const order = (a.first ?? '') < (b.first ?? '') ? -1 : 1;
  return b.words - a.words || b.revisions - a.revisions || order;
}
