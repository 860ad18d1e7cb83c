/** The log: who performed an action, on what, when and why. An entry and its action are one transaction, and entries stay. */
import type { Tx } from '../../db/schema.ts';
import { signInNeeded } from '../../errors.ts';
import type { Author } from './author.ts';
import { newestOf } from './bylines.ts';
import { entryLeaf } from './leaves.ts';
import { linkHash } from './hash.ts';
import { seal } from './seal.ts';

/** What an entry is about. `words` holds the reason and whatever else names people or texts; `erasedId` tells what an erasure took. */
export interface Entry {
  articleId?: number;
  personId?: number;
  words?: Record<string, unknown>;
  erasedId?: number;
}

/**
 * Adds an entry to the log. What it tells in its action stands for ever; what it tells in words may be erased.
 * Throws 401 when the performer's name is gone, unless that is what the entry tells of.
 */
export async function writeLog(tx: Tx, performer: Author, action: string, entry: Entry): Promise<void> {
  const text = entry.words ? JSON.stringify(entry.words) : undefined;
  const sealed = text === undefined ? undefined : seal(text);
  const before = await newestOf(tx, 'log');
  const row = {
    id: before.id + 1,
    byline_id: performer.bylineId,
    action,
    article_id: entry.articleId ?? null,
    person_id: entry.personId ?? null,
    recorded_at: performer.at,
    words_digest: sealed?.digest ?? null,
    erased_id: entry.erasedId ?? null,
  };
  const { named, ...names } = await namesOf(tx, row);
  const isOwnName = entry.personId === performer.personId && entry.erasedId === performer.bylineId;
  if (named === null && !isOwnName) throw signInNeeded();
  const leaf = entryLeaf({ ...row, digest: row.words_digest, ...names });
  const hash = linkHash('log', { id: row.id, previous: before.hash }, leaf);
  await tx
    .insertInto('log')
    .values({ ...row, hash })
    .execute();
  if (text !== undefined && sealed) {
    await tx.insertInto('log_words').values({ log_id: row.id, salt: sealed.salt, words: text }).execute();
  }
}

/** The lasting names of what an entry is about, and of who performed it. */
function namesOf(tx: Tx, row: { byline_id: number; article_id: number | null; person_id: number | null }) {
  return tx
    .selectFrom('byline')
    .leftJoin('article', (join) => join.on('article.id', '=', row.article_id))
    .leftJoin('person', (join) => join.on('person.id', '=', row.person_id))
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(['byline_words.byline_id as named'])
    .select(['byline.digest as byline_digest', 'article.uid as article_uid', 'person.uid as person_uid'])
    .where('byline.id', '=', row.byline_id)
    .executeTakeFirstOrThrow();
}
