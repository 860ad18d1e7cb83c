/**
 * Who wrote an article, and how much of what stands in it. Here alone is said what counts, and how shares are measured: by the words
 * and signs of the body, and the words of all that stands beside it.
 */
import type { Db } from '../../db/schema.ts';
import { attributedAt } from './attribution.ts';
import { itemsByByline } from './beside.ts';
import { wholeShares } from './shares.ts';
import { wordsByByline } from './words.ts';
import { bylineColumns, readBylines, toByline, type Byline } from '../history/bylines.ts';
import { sequenceAt, unlessErased } from '../history/contents.ts';
import { writings } from '../history/writings.ts';

/**
 * What one person wrote of an article: their number of revisions, the time of the first and of the last, and the words that stand and
 * are theirs. Without a revision is whoever wrote a sentence that came from another article.
 */
export interface Contributor {
  /** The newest that they wrote the article with. */
  byline: Byline;
  revisions: number;
  words: number;
  first?: string;
  last?: string;
}

/** Whoever has words standing in an article, with their share of them as `wholeShares` gives it. */
export interface ArticleAuthor extends Contributor {
  share: number;
}

/** The contributors to an article: its authors, and those who edited it, but have no word in it. */
export interface Contributors {
  authors: ArticleAuthor[];
  alsoEdited: Contributor[];
}

/**
 * Returns the contributors to an article as it stood at a revision: who has most of its words first, of equal ones who has
 * most revisions, then who came first, or was known first. A revision that was erased has no authors.
 */
export async function contributorsOf(
  db: Db,
  article: { id: number; number: number },
  number = article.number,
): Promise<Contributors> {
  const parts =
    number === article.number ? await current(db, article.id) : await upTo(db, article.id, number);
  const people = new Map<number, Contributor>();
  for (const part of parts) {
    const { personId } = part.byline;
    const known = people.get(personId);
    people.set(personId, known ? together(known, part) : part);
  }
  const all = [...people.values()].sort(byShare);
  const authors = all.filter(({ words }) => words > 0);
  const shares = wholeShares(authors.map(({ words }) => words));
  return {
    authors: authors.map((author, place) => ({ ...author, share: shares[place]! })),
    alsoEdited: all.slice(authors.length),
  };
}

/** How many people, and from how many workplaces, some contributors are; imported people are counted apart. */
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

/** What each byline has of the current revision, as it was counted at the saves. */
async function current(db: Db, articleId: number): Promise<Contributor[]> {
  const rows = await db
    .selectFrom('contributor')
    .innerJoin('byline', 'byline.id', 'contributor.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(bylineColumns)
    .select(['contributor.revisions', 'contributor.words', 'contributor.items'])
    .select(['contributor.first_at', 'contributor.last_at'])
    .where('contributor.article_id', '=', articleId)
    .execute();
  return rows.map(({ revisions, words, items, first_at: first, last_at: last, ...row }) => ({
    byline: toByline(row),
    revisions,
    words: words + items,
    ...(first !== null && last !== null && { first, last }),
  }));
}

/** What each byline had of an earlier revision. */
async function upTo(db: Db, articleId: number, number: number): Promise<Contributor[]> {
  const attributed = await unlessErased(attributedAt(db, articleId, await sequenceAt(db, articleId, number)));
  const words = attributed ? await wordsByByline(db, attributed.words) : new Map<number, number>();
  const items = attributed ? await itemsByByline(db, { articleId, ...attributed }) : [];
  for (const [byline, count] of items) words.set(byline, (words.get(byline) ?? 0) + count);
  const rows = await writings(db, articleId)
    .select((eb) => [
      'byline_id',
      eb.fn.countAll<number>().as('revisions'),
      eb.fn.min('written_at').as('first'),
      eb.fn.max('written_at').as('last'),
    ])
    .where('number', '<=', number)
    .groupBy('byline_id')
    .execute();
  const edited = new Map(rows.map(({ byline_id: id, ...counts }) => [id, counts]));
  const bylines = await readBylines(db, [...new Set([...edited.keys(), ...words.keys()])]);
  return [...bylines.values()].map((byline) => ({
    byline,
    words: words.get(byline.id) ?? 0,
    ...(edited.get(byline.id) ?? { revisions: 0 }),
  }));
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
  const [first, second] = [a.first ?? '', b.first ?? ''];
  const order = first === second ? a.byline.id - b.byline.id : first < second ? -1 : 1;
  return b.words - a.words || b.revisions - a.revisions || order;
}
