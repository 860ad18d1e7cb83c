/**
 * What attribution holds of erased words: only the hashes of sentences, which go, or go on to the next revision that
 * holds the sentence. Who wrote what stays, and is marked where it can't be made anew.
 */
import type { Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { Content } from '../../kinds/content.ts';
import { fileFirst, heldHashes } from '../attribution/first-held.ts';
import { keepAttributions } from '../attribution/stored.ts';
import { readContent, unlessErased } from '../content.ts';

/**
 * Takes an erased content out of what is filed, once it's gone from its revision, and returns the revisions of other
 * articles whose attributions are kept as they are too.
 */
export async function eraseHeld(
  tx: Tx,
  { articleId, sequence, content }: { articleId: number; sequence: number; content: Content },
): Promise<number[]> {
  const later = await tx
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', articleId)
    .where('sequence', '>=', sequence)
    .orderBy('number')
    .execute();
  const hashes = [...heldHashes(content)];
  const sequences = later.map((row) => row.sequence);
  const elsewhere = [...new Set(await copiesOf(tx, hashes, articleId, sequence))];
  await keepAttributions(tx, [...sequences, ...elsewhere]);
  const moved = await unfile(tx, hashes, articleId, sequence);
  for (const later of sequences) {
    if (moved.size === 0) break;
    const standing = await unlessErased(readContent(tx, later));
    for (const hash of standing ? heldHashes(standing) : []) {
      const origin = moved.get(hash);
      if (moved.delete(hash)) await fileFirst(tx, articleId, later, [hash], origin);
    }
  }
  return elsewhere;
}

/** Returns the revisions of other articles that may have their credit of a sentence from an erased revision. */
async function copiesOf(
  tx: Tx,
  hashes: readonly number[],
  articleId: number,
  sequence: number,
): Promise<number[]> {
  const found: number[] = [];
  for (const slice of slices(hashes)) {
    const rows = await tx
      .selectFrom('first_held')
      .select('sequence')
      .where('hash', 'in', slice)
      .where('article_id', '<>', articleId)
      .where('sequence', '>', sequence)
      .execute();
    found.push(...rows.map((row) => row.sequence));
  }
  return found;
}

/** Removes what is filed under a revision, and returns, by its hash, the revision that each is credited to. */
async function unfile(
  tx: Tx,
  hashes: readonly number[],
  articleId: number,
  sequence: number,
): Promise<Map<number, number>> {
  const gone = new Map<number, number>();
  for (const slice of slices(hashes)) {
    const rows = await tx
      .deleteFrom('first_held')
      .where('hash', 'in', slice)
      .where('article_id', '=', articleId)
      .where('sequence', '=', sequence)
      .returning(['hash', 'origin'])
      .execute();
    for (const { hash, origin } of rows) gone.set(hash, origin ?? sequence);
  }
  return gone;
}
