/** The log: who performed an action, on what, when and why. An entry and its action are one transaction, and entries stay. */
import type { Tx } from '../db/schema.ts';
import type { Author } from './author.ts';
import { seal } from './seal.ts';

/** Adds an entry to the log. `words` holds the reason and whatever else names people or texts; `erasedId` tells what an erasure took. */
export async function writeLog(
  tx: Tx,
  performer: Author,
  action: string,
  entry: { articleId?: number; personId?: number; words?: Record<string, unknown>; erasedId?: number },
): Promise<void> {
  const text = entry.words ? JSON.stringify(entry.words) : undefined;
  const sealed = text === undefined ? undefined : seal(text);
  const { id } = await tx
    .insertInto('log')
    .values({
      byline_id: performer.bylineId,
      action,
      article_id: entry.articleId ?? null,
      person_id: entry.personId ?? null,
      recorded_at: performer.at,
      words_digest: sealed?.digest ?? null,
      erased_id: entry.erasedId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (text !== undefined && sealed) {
    await tx.insertInto('log_words').values({ log_id: id, salt: sealed.salt, words: text }).execute();
  }
}
