/** Articles as lists give them: narrowed to what somebody asks for, counted, and in Danish alphabetical order. */
import type { Db } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { comesAfter, standingArticles, toArticle, type Article } from '../articles/articles.ts';
import { readBeside } from '../history/contents.ts';

/** What a list of articles is narrowed to; all that are given must hold. */
export interface Filters {
  /** Any of these kinds. */
  kinds?: readonly string[];
  /** By facet, any of these values. */
  facets?: Readonly<Record<string, readonly string[]>>;
  /** The id of a person who wrote in it. */
  person?: number | undefined;
  /** Only those with sections that nobody has written yet. */
  unfinished?: boolean;
}

/** Tells whether filters leave anything out. */
export function isNarrowed({ kinds = [], facets = {}, person, unfinished }: Filters): boolean {
  return kinds.length + Object.keys(facets).length > 0 || person !== undefined || unfinished === true;
}

/** Returns the query of the standing articles that filters leave; `toArticle` takes its rows. */
export function narrowed(db: Db, { kinds = [], facets = {}, person, unfinished }: Filters) {
  let query = standingArticles(db);
  if (kinds.length > 0) query = query.where('article.kind', 'in', kinds);
  if (unfinished) query = query.whereRef('article.sections_done', '<', 'article.sections_total');
  for (const [name, values] of Object.entries(facets)) {
    query = query.where('article.id', 'in', (eb) =>
      eb.selectFrom('facet').select('article_id').where('name', '=', name).where('value', 'in', values),
    );
  }
  if (person !== undefined) {
    query = query.where('article.id', 'in', (eb) =>
      eb
        .selectFrom('contributor')
        .innerJoin('byline', 'byline.id', 'contributor.byline_id')
        .select('contributor.article_id')
        .where('byline.person_id', '=', person),
    );
  }
  return query;
}

/** Returns a page of articles in Danish alphabetical order, from the one after `after` (an article's id). */
export async function listArticles(
  db: Db,
  filters: Filters,
  limit: number,
  after?: number,
): Promise<Article[]> {
  let query = narrowed(db, filters);
  if (after !== undefined) query = query.where(comesAfter(after));
  const rows = await query.orderBy('article.sort_key').orderBy('article.id').limit(limit).execute();
  return rows.map(toArticle);
}

/** An article with what it says beside its body, as it stands, and when that was written (ISO-8601 UTC). */
export interface WholeArticle {
  article: Article;
  content: Omit<Content, 'body'>;
  at: string;
}

/** How many whole articles are read at a time. */
const READ = 50;

/** Yields all articles that filters leave, whole, some at a time, in Danish alphabetical order; none whose text is erased. */
export async function* wholeArticles(db: Db, filters: Filters): AsyncGenerator<WholeArticle[]> {
  for (let after: number | undefined; ;) {
    const articles = await listArticles(db, filters, READ, after);
    if (articles.length > 0) yield await readWhole(db, articles);
    if (articles.length < READ) return;
    after = articles.at(-1)!.id;
  }
}

async function readWhole(db: Db, articles: readonly Article[]): Promise<WholeArticle[]> {
  const contents = await readBeside(db, articles);
  const sequences = articles.map(({ sequence }) => sequence);
  const revisions = await db
    .selectFrom('revision')
    .select(['sequence', 'written_at'])
    .where('sequence', 'in', sequences)
    .execute();
  const times = new Map(revisions.map(({ sequence, written_at }) => [sequence, written_at]));
  return articles.flatMap((article) => {
    const content = contents.get(article.id);
    return content ? { article, content, at: times.get(article.sequence)! } : [];
  });
}

/** Returns how many articles filters leave, of no more than `most` and one. */
export async function countUpTo(db: Db, filters: Filters, most: number): Promise<number> {
  const left = narrowed(db, filters).clearSelect().select('article.id');
  // In the order of an index that holds what is asked for, so that it's a walk along that.
  const walk = left.orderBy(filters.unfinished ? 'article.sequence' : 'article.sort_key');
  return (await walk.limit(most + 1).execute()).length;
}

/** Of how many of the articles that were written last those are taken that lack most. */
const LOOKED_AT = 30;

/** Returns articles with sections that nobody has written yet, at most `limit`: of those that were written last, the ones that lack most. */
export async function newestUnfinished(db: Db, limit: number): Promise<Article[]> {
  const query = narrowed(db, { unfinished: true });
  const rows = await query.orderBy('article.sequence', 'desc').limit(LOOKED_AT).execute();
  const share = ({ sections: { done, total } }: Article) => done / total;
  return rows
    .map(toArticle)
    .sort((a, b) => share(a) - share(b))
    .slice(0, limit);
}

/** Returns how many articles filters leave. */
export async function countArticles(db: Db, filters: Filters): Promise<number> {
  const { count } = await narrowed(db, filters)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
