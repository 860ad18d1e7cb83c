/**
 * The indexes that articles, and what is said of them, are found by, on either engine: FTS5 on SQLite, a tsvector on PostgreSQL.
 * Both are given stems and do nothing with them but keep where they stand, so that both find the same; and each knows which three
 * letters stand together in the stems of the vocabulary.
 */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { inBatches } from './batches.ts';
import { engineOf } from './engine.ts';
import type { Db, Tx } from './schema.ts';

/** The stems of an article, or of a post, in their order, with blanks between them, by where they stand; what stands higher counts for more. */
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
  await put(tx, ARTICLES, articleId, stems);
}

/** Takes the stems of an article out of the index. */
export async function unindexArticle(tx: Tx, articleId: number): Promise<void> {
  await engines[engineOf(tx)].remove(ARTICLES, articleId).execute(tx);
}

/** Puts the stems of a post, given by its act, in the index of what is said, in place of those that it had. */
export async function indexPost(
  tx: Tx,
  postId: number,
  stems: Pick<IndexedStems, 'title' | 'body'>,
): Promise<void> {
  await put(tx, SAID, postId, stems);
}

/** Takes the stems of a post out of the index. */
export async function unindexPost(tx: Tx, postId: number): Promise<void> {
  await engines[engineOf(tx)].remove(SAID, postId).execute(tx);
}

/**
 * Sees to it that the stems of what was taken out don't stay in the indexes' own files. FTS5 keeps them until it merges what it
 * wrote, so all is merged, a little at a time; a GIN index keeps them until it's made anew.
 */
export async function reuseIndexed(db: Db): Promise<void> {
  const { indexes, tidy } = engines[engineOf(db)];
  for (const index of indexes) await tidy(db, index);
}

/** Returns the condition that a stem of the vocabulary holds four runs of three letters of a part, from its beginning to its end: few do that don't hold it. */
export function holdsRunsOf(db: Db, part: string): RawBuilder<SqlBool> {
  const letters = [...part];
  const places = RUNS.map((share) => Math.round(share * (letters.length - 3)));
  const runs = Array.from(new Set(places), (at) => letters.slice(at, at + 3).join(''));
  return engines[engineOf(db)].holdsRuns(runs);
}

/** Returns the query of the ids of the articles that hold what is sought. */
export function idsFound(db: Db, request: Request): RawBuilder<{ article_id: number }> {
  return engines[engineOf(db)].ids(ARTICLES, request);
}

/** Returns the condition that the article of a row, whose id stands in `column`, holds what is sought. */
export function holdsSought(db: Db, column: string, request: Request): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} in ${idsFound(db, request)}`;
}

/** Returns the query of the same with their ranks, the lowest first; ranks are to be compared within one search alone. */
export function ranksFound(db: Db, request: Request): RawBuilder<{ article_id: number; rank: number }> {
  return engines[engineOf(db)].ranks(ARTICLES, request);
}

/** Returns the query of the posts that hold what is sought, by their acts. */
export function postsFound(db: Db, request: Request): RawBuilder<{ post_id: number }> {
  return engines[engineOf(db)].ids(SAID, request);
}

/** Returns the query of the same with their ranks, as of articles. */
export function postRanksFound(db: Db, request: Request): RawBuilder<{ post_id: number; rank: number }> {
  return engines[engineOf(db)].ranks(SAID, request);
}

/** Returns the query of all posts that the index holds. */
export function postsIndexed(db: Db): RawBuilder<{ post_id: number }> {
  return engines[engineOf(db)].all(SAID);
}

/** How far into a part each of its runs begins. */
const RUNS = [0, 1 / 3, 2 / 3, 1];

/** An index: its table, what its rows are of, and what it counts that something stands in each of its parts. */
interface Index<Id extends string> {
  table: string;
  id: Id;
  parts: readonly (keyof IndexedStems)[];
  counts: readonly number[];
}

const ARTICLES: Index<'article_id'> = {
  ...{ table: 'search', id: 'article_id' },
  ...{ parts: ['title', 'lead', 'beside', 'body'], counts: [10, 5, 3, 1] },
};
const SAID: Index<'post_id'> = { table: 'said', id: 'post_id', parts: ['title', 'body'], counts: [10, 1] };

type Row<Id extends string, More = unknown> = RawBuilder<Record<Id, number> & More>;

interface SearchEngine {
  /** The indexes of articles, of what is said, and of what stands in stems. */
  indexes: readonly string[];
  tidy(db: Db, index: string): Promise<void>;
  holdsRuns(runs: readonly string[]): RawBuilder<SqlBool>;
  insert(index: Index<string>, id: number, stems: Partial<IndexedStems>): RawBuilder<unknown>;
  remove(index: Index<string>, id: number): RawBuilder<unknown>;
  all<Id extends string>(index: Index<Id>): Row<Id>;
  ids<Id extends string>(index: Index<Id>, request: Request): Row<Id>;
  ranks<Id extends string>(index: Index<Id>, request: Request): Row<Id, { rank: number }>;
}

const fts5: SearchEngine = {
  indexes: ['search', 'said', 'vocabulary_runs'],
  tidy: async (db, index) => {
    // Less than nothing says that all that there is goes into one; the steps after that go on with it.
    await db.transaction().execute((tx) => mergeStep(tx, index, -MERGED));
    await inBatches(db, (tx) => mergeStep(tx, index, MERGED));
  },
  holdsRuns: (runs) => sql`vocabulary.id in (select rowid from vocabulary_runs
    where vocabulary_runs match ${runs.map((run) => quoted(run, '"')).join(' AND ')})`,
  insert: ({ table, parts }, id, stems) => sql`
    insert into ${sql.table(table)} (rowid, ${sql.join(parts.map((part) => sql.ref(part)))})
    values (${id}, ${sql.join(parts.map((part) => stems[part] ?? ''))})`,
  remove: ({ table }, id) => sql`delete from ${sql.table(table)} where rowid = ${id}`,
  all: ({ table, id }) => sql`(select rowid as ${sql.ref(id)} from ${sql.table(table)})`,
  ids: ({ table, id }, request) => sql`(select rowid as ${sql.ref(id)} from ${sql.table(table)}
    where ${sql.table(table)} match ${matchOf(request)})`,
  ranks: ({ table, id, counts }, request) => sql`(select rowid as ${sql.ref(id)},
      bm25(${sql.table(table)}, ${sql.join(counts.map((count) => sql.lit(count)))}) as rank
    from ${sql.table(table)} where ${sql.table(table)} match ${matchOf(request)})`,
};

const tsvector: SearchEngine = {
  indexes: ['search_words', 'said_words', 'vocabulary_runs'],
  tidy: async (db, index) => {
    await sql`reindex index concurrently ${sql.ref(index)}`.execute(db);
  },
  holdsRuns: (runs) => sql`runs_of(vocabulary.stem) @> ${runs}`,
  insert: ({ table, id: key }, id, stems) => sql`
    insert into ${sql.table(table)} (${sql.ref(key)}, words) values (${id}, ${vectorOf(stems)}::tsvector)`,
  remove: ({ table, id: key }, id) => sql`delete from ${sql.table(table)} where ${sql.ref(key)} = ${id}`,
  all: ({ table, id }) => sql`(select ${sql.ref(id)} from ${sql.table(table)})`,
  ids: ({ table, id }, request) => sql`(select ${sql.ref(id)} from ${sql.table(table)}
    where words @@ ${tsqueryOf(request)}::tsquery)`,
  ranks: ({ table, id }, request) => sql`(select ${sql.ref(id)},
      -ts_rank('{0.1, 0.3, 0.5, 1}', words, query) as rank
    from ${sql.table(table)}, (select ${tsqueryOf(request)}::tsquery as query) as request
    where words @@ query)`,
};

async function put(tx: Tx, index: Index<string>, id: number, stems: Partial<IndexedStems>): Promise<void> {
  const engine = engines[engineOf(tx)];
  await engine.remove(index, id).execute(tx);
  await engine.insert(index, id, stems).execute(tx);
}

/** How many pages are merged in a step: a few milliseconds' work. */
const MERGED = 64;

/** Merges a little, and tells whether there was anything to merge. */
async function mergeStep(tx: Tx, table: string, pages: number): Promise<boolean> {
  const changes = () => sql<{ count: number }>`select total_changes() as count`.execute(tx);
  const [before] = (await changes()).rows;
  await sql`insert into ${sql.table(table)} (${sql.ref(table)}, rank) values ('merge', ${sql.lit(pages)})`.execute(
    tx,
  );
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

function vectorOf({ title = '', lead = '', beside = '', body = '' }: Partial<IndexedStems>): string {
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
