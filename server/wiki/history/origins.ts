/** Where revisions come from: what is said of each for ever, and can't be erased. */
import { LRUCache } from 'lru-cache';
import { prepared } from '../../db/prepared.ts';
import type { Action, Db } from '../../db/schema.ts';
import { pieces } from '../../db/slices.ts';
import { per } from '../../per.ts';
import { coBylinesOf } from './co-authors.ts';

/** Where a revision comes from: all that is said of it for ever, and can't be erased. */
export interface Origin {
  bylineId: number;
  /** The bylines of those who wrote it with its author. */
  coBylineIds: readonly number[];
  articleId: number;
  number: number;
  action: Action;
  writtenAt: string;
}

/** Returns where each of some revisions comes from, by their sequences. */
export async function originsOf(db: Db, sequences: readonly number[]): Promise<Map<number, Origin>> {
  const known = knownOrigins(db);
  const found = new Map<number, Origin>();
  const unknown: number[] = [];
  for (const sequence of sequences) {
    const origin = known?.get(sequence);
    if (origin) found.set(sequence, origin);
    else unknown.push(sequence);
  }
  for (const [sequence, origin] of await readOrigins(db, unknown)) {
    found.set(sequence, origin);
    known?.set(sequence, origin);
  }
  return found;
}

const MOST_KNOWN = 200_000;
const originsKept = per((_db: Db) => new LRUCache<number, Origin>({ max: MOST_KNOWN }));

/** What was read before; nothing within a transaction, since one that is rolled back gives its sequences to others. */
function knownOrigins(db: Db): LRUCache<number, Origin> | undefined {
  return db.isTransaction ? undefined : originsKept(db);
}

async function readOrigins(db: Db, sequences: readonly number[]): Promise<Map<number, Origin>> {
  const found = new Map<number, Origin>();
  const coAuthors = await coBylinesOf(db, sequences);
  for (const piece of pieces(sequences)) {
    for (const { sequence, ...row } of await originRows(db, piece)) {
      found.set(sequence, { ...row, coBylineIds: coAuthors.get(sequence) ?? [] });
    }
  }
  return found;
}

const originRows = prepared((db, sequences: number[]) =>
  db
    .selectFrom('revision')
    .select(['sequence', 'byline_id as bylineId', 'article_id as articleId', 'number', 'action'])
    .select('written_at as writtenAt')
    .where('sequence', 'in', sequences),
);
