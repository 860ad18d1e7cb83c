/**
 * What attribution holds of erased words: only the hashes of sentences, which go, or go on to the next revision that
 * holds the sentence. Who wrote what stays, and is marked where it can't be made anew.
 */
import type { Tx } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { sentenceHashes } from '../../text/attribution.ts';
import { fileFirst, heldKeys, keySlices } from './first-held.ts';
import { keepAttributions } from './stored.ts';
import { readContent, unlessErased } from '../history/contents.ts';

/** A content that is erased, by the revision that it was of. */
interface Erased {
  articleId: number;
  sequence: number;
  content: Content;
}

/** Takes an erased content out of what is filed, once it's gone from its revision. */
export async function eraseHeld(tx: Tx, erased: Erased): Promise<void> {
  const { articleId, sequence, content } = erased;
  const later = await tx
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', articleId)
    .where('sequence', '>=', sequence)
    .orderBy('number')
    .execute();
  const keys = [...heldKeys(content)];
  const sequences = later.map((row) => row.sequence);
  await keepAttributions(tx, [...sequences, ...(await creditedElsewhere(tx, erased))]);
  const moved = await unfile(tx, keys, articleId, sequence);
  for (const later of sequences) {
    if (moved.size === 0) break;
    const standing = await unlessErased(readContent(tx, later));
    for (const key of standing ? heldKeys(standing) : []) {
      const origin = moved.get(key);
      if (moved.delete(key)) await fileFirst(tx, articleId, later, [key], origin);
    }
  }
}

/**
 * Returns the revisions of other articles that may have their credit of a sentence from a content that is erased: their
 * attributions are kept as they are, too.
 */
export async function creditedElsewhere(tx: Tx, { articleId, sequence, content }: Erased): Promise<number[]> {
  const found = new Set<number>();
  // Items are credited within their article alone.
  for (const slice of keySlices(sentenceHashes(content.body))) {
    const rows = await tx
      .selectFrom('first_held')
      .select('sequence')
      .where('key', 'in', slice)
      .where('article_id', '<>', articleId)
      .where('sequence', '>', sequence)
      .execute();
    for (const row of rows) found.add(row.sequence);
  }
  return [...found];
}

/** Removes what is filed under a revision, and returns, by its key, the revision that each is credited to. */
async function unfile(
  tx: Tx,
  keys: readonly string[],
  articleId: number,
  sequence: number,
): Promise<Map<string, number>> {
  const gone = new Map<string, number>();
  for (const slice of keySlices(keys)) {
    const rows = await tx
      .deleteFrom('first_held')
      .where('key', 'in', slice)
      .where('article_id', '=', articleId)
      .where('sequence', '=', sequence)
      .returning(['key', 'origin'])
      .execute();
    for (const { key, origin } of rows) gone.set(key.toString('hex'), origin ?? sequence);
  }
  return gone;
}
