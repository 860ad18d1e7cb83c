/**
 * What a search goes by, before any article is read: the request for all that was typed, or for most of it where that finds few; what
 * is the best by the index; and what is found by a title of its own, now or earlier.
 */
import type { Db } from '../../db/schema.ts';
import { idsFound, type Request } from '../../db/search-index.ts';
import type { Query } from '../../text/finding/query.ts';
import { slugOf } from '../../text/slug.ts';
import { toArticle, type Article } from '../articles/articles.ts';
import { articlesWithHiddenText } from '../history/withheld.ts';
import { expand, mostly, wholly, type Expanded } from './expanding.ts';
import { narrowed, type Filters } from './lists.ts';
import { BEST, bestFound, countFound, type Ranked } from './ranking.ts';

/** What a search goes by. */
export interface SearchPlan {
  expanded: Expanded;
  /** What is looked for, and the request for all that was asked for where the first finds more than that. */
  request: Request;
  stricter: Request | undefined;
  /** The best by the index, in order. */
  ranked: readonly Ranked[];
  /** Those that are found by a title alone, and the id of the one that has or had just the title that was typed. */
  titled: readonly Article[];
  namesake: number | undefined;
  /** How many are found, and how many of them hold all that was asked for. */
  counts: { all: number; whole: number };
}

/** Fewer are filled up with articles that hold most of what was asked for. */
const FEW = 10;
/** How many titles that begin with what was typed are looked at. */
const TITLED = 20;

/** Returns what a search goes by for what was typed, and read as a query. */
export async function planFor(db: Db, typed: string, query: Query, filters: Filters): Promise<SearchPlan> {
  const expanded = await expand(db, query);
  const requests = await requestsFor(db, expanded, filters);
  const ranked = await bestFound(db, requests.request, filters, requests.counts.all);
  const namesakes = await namesakesOf(db, typed);
  const titled = await titledAlone(db, namesakes, filters, { request: requests.request, ranked });
  const { all, whole } = requests.counts;
  return {
    ...requests,
    expanded,
    ranked,
    titled,
    namesake: namesakes.find(({ isWhole }) => isWhole)?.id,
    counts: { all: all + titled.length, whole: whole + titled.length },
  };
}

async function requestsFor(
  db: Db,
  expanded: Expanded,
  filters: Filters,
): Promise<Pick<SearchPlan, 'request' | 'stricter' | 'counts'>> {
  const strict = wholly(expanded);
  const whole = await countFound(db, strict, filters);
  const wider = whole < FEW ? mostly(expanded) : undefined;
  if (!wider) return { request: strict, stricter: undefined, counts: { all: whole, whole } };
  const all = await countFound(db, wider, filters);
  return { request: wider, stricter: strict, counts: { all, whole } };
}

/** An article that has or had a title that begins with what was typed, and whether that is all of the title. */
interface Namesake {
  id: number;
  isWhole: boolean;
}

/** Returns the namesakes of what was typed. Where the text of a version is hidden, so may an earlier title be, and the one of today alone counts. */
async function namesakesOf(db: Db, typed: string): Promise<Namesake[]> {
  const found: Namesake[] = [];
  for (const slug of spellingsOf(slugOf(typed))) found.push(...(await namesakesAt(db, slug)));
  return found;
}

/** Returns a slug as it's written, and as it is with and without æ, ø and å. */
function spellingsOf(slug: string): string[] {
  const danish = slug.replace(/aa|ae|oe/g, (letters) => LETTERS[letters]!);
  const plain = danish.replace(/[åæø]/g, (letter) => PAIRS[letter]!);
  return slug === '' ? [] : [...new Set([slug, danish, plain])];
}

const LETTERS: Record<string, string> = { aa: 'å', ae: 'æ', oe: 'ø' };
const PAIRS: Record<string, string> = { å: 'aa', æ: 'ae', ø: 'oe' };

async function namesakesAt(db: Db, slug: string): Promise<Namesake[]> {
  const rows = await db
    .selectFrom('slug')
    .innerJoin('article', 'article.id', 'slug.article_id')
    .select(['slug.slug', 'article.id'])
    .where('slug.slug', '>=', slug)
    .where('slug.slug', '<', `${slug}\u{10FFFF}`)
    .where(({ or, eb }) =>
      or([
        eb('slug.slug', '=', eb.ref('article.slug')),
        eb('slug.article_id', 'not in', articlesWithHiddenText(db)),
      ]),
    )
    .orderBy('slug.slug')
    .limit(TITLED)
    .execute();
  return rows.map((row) => ({ id: row.id, isWhole: row.slug === slug }));
}

/** Returns those of some namesakes that filters leave and a request doesn't find. */
async function titledAlone(
  db: Db,
  namesakes: readonly Namesake[],
  filters: Filters,
  { request, ranked }: Pick<SearchPlan, 'request' | 'ranked'>,
): Promise<Article[]> {
  const found = new Set(ranked.map(({ id }) => id));
  const areAll = found.size < BEST;
  // Among so many only the one counts whose title is just that.
  const counting = areAll ? namesakes : namesakes.filter(({ isWhole }) => isWhole);
  const others = counting.map(({ id }) => id).filter((id) => !found.has(id));
  const ids = areAll ? others : await notHeld(db, others, request);
  if (ids.length === 0) return [];
  const rows = await narrowed(db, filters)
    .where('article.id', 'in', ids)
    .orderBy('article.sort_key')
    .execute();
  return rows.map(toArticle);
}

async function notHeld(db: Db, ids: number[], request: Request): Promise<number[]> {
  if (ids.length === 0) return [];
  const found = idsFound(db, request).as('found');
  const rows = await db
    .selectFrom(found)
    .select('found.article_id')
    .where('found.article_id', 'in', ids)
    .execute();
  return ids.filter((id) => !rows.some((row) => row.article_id === id));
}
