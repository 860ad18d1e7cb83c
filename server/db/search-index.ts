/**
 * The index that articles are found by, on either engine: FTS5 on SQLite, a tsvector on PostgreSQL. Both are given stems and do
 * nothing with them but keep where they stand, so that both find the same.
 */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { inBatches } from './batches.ts';
import { engineOf } from './engine.ts';
import type { Db, Tx } from './schema.ts';

/** The stems of an article in their order, with blanks between them, by where they stand; what stands higher counts for more. */
export interface IndexedStems {
  title: string;
  lead: string;
  /** Its headings, facts, topics and sources. */
  beside: string;
  body: string;
}

/** What is to be found: stems that follow on each other, or all or any of some. What is any of nothing, nothing is. */
export type Sought =
  | { readonly phrase: readonly string[] }
  | { readonly all: readonly Sought[] }
  | { readonly any: readonly Sought[] };

/** What is to be found, and what of it isn't. */
export interface Request {
  readonly sought: Sought;
  readonly without: readonly Sought[];
  /** Where what is sought must stand; above the body is in the title, the lead, or beside it. */
  readonly within?: 'title' | 'above';
}

/** Puts the stems of an article in the index, in place of those that it had. */
export async function indexArticle(tx: Tx, articleId: number, stems: IndexedStems): Promise<void> {
  await unindexArticle(tx, articleId);
  await engines[engineOf(tx)].insert(articleId, stems).execute(tx);
}

/** Takes the stems of an article out of the index. */
export async function unindexArticle(tx: Tx, articleId: number): Promise<void> {
  await engines[engineOf(tx)].remove(articleId).execute(tx);
}

/**
 * Sees to it that the stems of what was taken out don't stay in the index's own files. FTS5 keeps them until it merges what it
 * wrote, so all is merged, a little at a time; a GIN index keeps them until it's made anew.
 */
export async function reuseIndexed(db: Db): Promise<void> {
  await engines[engineOf(db)].tidy(db);
}

/** Returns the query of the ids of the articles that hold what is sought. */
export function idsFound(db: Db, request: Request): RawBuilder<{ article_id: number }> {
  return engines[engineOf(db)].ids(request);
}

/** Returns the condition that the article of a row, whose id stands in `column`, holds what is sought. */
export function holdsSought(db: Db, column: string, request: Request): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} in ${idsFound(db, request)}`;
}

/** Returns the query of the same with their ranks, the lowest first; ranks are to be compared within one search alone. */
export function ranksFound(db: Db, request: Request): RawBuilder<{ article_id: number; rank: number }> {
  return engines[engineOf(db)].ranks(request);
}

interface SearchEngine {
  tidy(db: Db): Promise<void>;
  insert(articleId: number, stems: IndexedStems): RawBuilder<unknown>;
  remove(articleId: number): RawBuilder<unknown>;
  ids(request: Request): RawBuilder<{ article_id: number }>;
  ranks(request: Request): RawBuilder<{ article_id: number; rank: number }>;
}

const fts5: SearchEngine = {
  tidy: async (db) => {
    // Less than nothing says that all that there is goes into one; the steps after that go on with it.
    await db.transaction().execute((tx) => mergeStep(tx, -MERGED));
    await inBatches(db, (tx) => mergeStep(tx, MERGED));
  },
  insert: (articleId, { title, lead, beside, body }) => sql`
    insert into search (rowid, title, lead, beside, body)
    values (${articleId}, ${title}, ${lead}, ${beside}, ${body})`,
  remove: (articleId) => sql`delete from search where rowid = ${articleId}`,
  ids: (request) => sql`(select rowid as article_id from search where search match ${matchOf(request)})`,
  ranks: (request) => sql`(select rowid as article_id, bm25(search, 10, 5, 3, 1) as rank
    from search where search match ${matchOf(request)})`,
};

const tsvector: SearchEngine = {
  tidy: async (db) => {
    await sql`reindex index concurrently search_words`.execute(db);
  },
  insert: (articleId, stems) =>
    sql`insert into search (article_id, words) values (${articleId}, ${vectorOf(stems)}::tsvector)`,
  remove: (articleId) => sql`delete from search where article_id = ${articleId}`,
  ids: (request) => sql`(select article_id from search where words @@ ${tsqueryOf(request)}::tsquery)`,
  ranks: (request) => sql`(select article_id, -ts_rank('{0.1, 0.3, 0.5, 1}', words, query) as rank
    from search, (select ${tsqueryOf(request)}::tsquery as query) as request where words @@ query)`,
};

/** How many pages are merged in a step: a few milliseconds' work. */
const MERGED = 64;

/** Merges a little, and tells whether there was anything to merge. */
async function mergeStep(tx: Tx, pages: number): Promise<boolean> {
  const changes = () => sql<{ count: number }>`select total_changes() as count`.execute(tx);
  const [before] = (await changes()).rows;
  await sql`insert into search (search, rank) values ('merge', ${sql.lit(pages)})`.execute(tx);
  const [after] = (await changes()).rows;
  // The statement itself counts for one.
  return after!.count - before!.count >= 2;
}

const engines = { sqlite: fts5, postgres: tsvector };

/** Where things stand, as each engine names it. */
const COLUMNS = { title: 'title', above: 'title lead beside' };
const WEIGHTS = { title: 'A', above: 'ABC' };

function matchOf({ sought, without, within }: Request): string {
  const expression = (each: Sought): string => {
    if ('phrase' in each) return quoted(each.phrase.join(' '), '"');
    if ('all' in each) return `(${each.all.map(expression).join(' AND ')})`;
    return `(${each.any.map(expression).join(' OR ')})`;
  };
  const where = within ? `{${COLUMNS[within]}} : ` : '';
  return [where + expression(sought), ...without.map(expression)].join(' NOT ');
}

function tsqueryOf({ sought, without, within }: Request): string {
  const expression = (each: Sought, where = ''): string => {
    const all = (list: readonly Sought[], and: string) =>
      `(${list.map((one) => expression(one, where)).join(and)})`;
    if ('phrase' in each) return `(${each.phrase.map((stem) => quoted(stem, `'`) + where).join(' <-> ')})`;
    return 'all' in each ? all(each.all, ' & ') : all(each.any, ' | ');
  };
  return [
    expression(sought, within && `:${WEIGHTS[within]}`),
    ...without.map((each) => `!${expression(each)}`),
  ].join(' & ');
}

/** What a tsvector has room for: places in a text, and places of one stem. */
const MOST = { place: 16_383, places: 255 };

function vectorOf({ title, lead, beside, body }: IndexedStems): string {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const [weight, stems] of [
    ['A', title],
    ['B', lead],
    ['C', beside],
    ['D', body],
  ] as const) {
    // Between two parts a place is left out, so that no phrase goes over it.
    place++;
    for (const stem of stems.split(' ').filter(Boolean)) {
      const known = places.get(stem) ?? [];
      if (known.length < MOST.places) known.push(`${Math.min(place, MOST.place)}${weight}`);
      places.set(stem, known);
      place++;
    }
  }
  return Array.from(places, ([stem, at]) => `${quoted(stem, `'`)}:${at.join(',')}`).join(' ');
}

function quoted(text: string, mark: string): string {
  return `${mark}${text.replaceAll('\\', '').replaceAll(mark, mark + mark)}${mark}`;
}
