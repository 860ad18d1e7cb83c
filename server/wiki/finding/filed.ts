/** What articles are filed under, kept in memory for as long as nothing is written: searches ask it of hundreds at a time. */
import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/schema.ts';
import { per } from '../../per.ts';
import { stateOfWiki } from '../history/state.ts';

/** A value of a facet, or of `kind`, and how many articles are filed under it. */
export interface FiledCount {
  name: string;
  value: string;
  count: number;
}

type FiledValue = Readonly<Omit<FiledCount, 'count'>>;

/** Of how many articles it's kept. */
const MOST_KEPT = 20_000;

/** What is kept, and the state of the wiki that it's of. */
interface Kept {
  state: string;
  articles: LRUCache<number, readonly FiledValue[]>;
  /** Each value once, however many are filed under it. */
  values: Map<string, FiledValue>;
}

const keptOf = per((_db: Db) => ({ now: keptAt('') }));

/** Returns how many of some articles are filed under each value. */
export async function countsFiled(db: Db, ids: readonly number[]): Promise<FiledCount[]> {
  const kept = await keptNow(db);
  const missing = ids.filter((id) => !kept.articles.has(id));
  const read = missing.length > 0 ? await readFiled(db, missing, kept) : undefined;
  const counts = new Map<FiledValue, number>();
  for (const id of ids) {
    for (const filed of read?.get(id) ?? kept.articles.get(id) ?? [])
      counts.set(filed, (counts.get(filed) ?? 0) + 1);
  }
  return Array.from(counts, ([filed, count]) => ({ ...filed, count }));
}

/** It's read before anything else is: what is read then is of this state, or a later one that it's read anew for. */
async function keptNow(db: Db): Promise<Kept> {
  const kept = keptOf(db);
  const state = await stateOfWiki(db);
  if (kept.now.state !== state) kept.now = keptAt(state);
  return kept.now;
}

function keptAt(state: string): Kept {
  return { state, articles: new LRUCache({ max: MOST_KEPT }), values: new Map() };
}

async function readFiled(db: Db, ids: readonly number[], { articles, values }: Kept) {
  const rows = await db
    .selectFrom('facet')
    .select(['article_id', 'name', 'value'])
    .where('article_id', 'in', ids)
    .unionAll(
      db
        .selectFrom('article')
        .select((eb) => ['id as article_id', eb.val('kind').as('name'), 'kind as value'])
        .where('id', 'in', ids),
    )
    .execute();
  const read = new Map<number, FiledValue[]>(ids.map((id) => [id, []]));
  for (const { article_id: id, name, value } of rows) {
    const key = `${name}\n${value}`;
    const filed = values.get(key) ?? { name, value };
    values.set(key, filed);
    read.get(id)!.push(filed);
  }
  for (const [id, filed] of read) articles.set(id, filed);
  return read;
}
