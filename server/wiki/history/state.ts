/** How far the wiki has come: what tells a page that was made before from one that would be made now. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { per } from '../../per.ts';

/** The name of the stored value that changes when all copies are made anew. */
export const REBUILT = 'rebuilt';

/** How far something has come: the newest revision, by its sequence, and the newest act; 0 before the first. */
export interface HowFar {
  sequence: number;
  act: number;
}

/** Returns how far the wiki has come. */
export async function reachedNow(db: Db): Promise<HowFar> {
  const newest = db
    .selectFrom('revision')
    .select((eb) => eb.fn.max<number | null>('sequence').as('sequence'));
  const { sequence } = await newest.executeTakeFirstOrThrow();
  return { sequence: sequence ?? 0, act: await newestLogEntry(db) };
}

/** Returns a text that no earlier state had: each revision, byline, log entry and checkpoint changes it, and so does a rebuilding. */
export async function stateOfWiki(db: Db): Promise<string> {
  const { rows } = await query.execute(db);
  const { revision, byline, log, checkpoint, rebuilt } = rows[0]!;
  return `${revision}-${byline}-${log}-${checkpoint}-${rebuilt}`;
}

/**
 * Returns what works something out of all of the wiki once for each state of it, however many ask: what is written meanwhile
 * has it worked out anew for whoever asks then.
 */
export function oncePerState<Value>(workOut: (db: Db) => Promise<Value>): (db: Db) => Promise<Value> {
  const kept = per((_db: Db): { state?: string; value?: Promise<Value> } => ({}));
  return async (db) => {
    const own = kept(db);
    const state = await stateOfWiki(db);
    if (own.state !== state || !own.value) {
      const value = workOut(db);
      Object.assign(own, { state, value });
      value.catch(() => delete own.state);
    }
    return own.value!;
  };
}

/**
 * Returns a text that differs from every earlier one once what an article's own revisions and their bylines show has changed:
 * by a revision of it, a byline, a log entry, or a rebuilding. An article is told by the slug that it goes by now.
 */
export async function stateOfArticle(db: Db, slug: string): Promise<string> {
  const { rows } = await queryOf(slug).execute(db);
  const { revision, byline, log, rebuilt } = rows[0]!;
  return `${revision}-${byline}-${log}-${rebuilt}`;
}

/** Returns a number that grows whenever something is erased or moved, and at every other action that is logged. */
export async function newestLogEntry(db: Db): Promise<number> {
  const newest = db.selectFrom('log').select((eb) => eb.fn.max<number | null>('id').as('id'));
  return (await newest.executeTakeFirstOrThrow()).id ?? 0;
}

const query = sql<
  Record<'revision' | 'byline' | 'log' | 'checkpoint', number | null> & { rebuilt: string | null }
>`
  select (select max(sequence) from revision) as revision,
         (select max(id) from byline) as byline,
         (select max(id) from log) as log,
         (select max(number) from checkpoint) as checkpoint,
         (select value from secret where name = ${REBUILT}) as rebuilt`;

const queryOf = (slug: string) => sql<
  Record<'revision' | 'byline' | 'log', number | null> & { rebuilt: string | null }
>`
  select (select sequence from article where slug = ${slug}) as revision,
         (select max(id) from byline) as byline,
         (select max(id) from log) as log,
         (select value from secret where name = ${REBUILT}) as rebuilt`;
