/**
 * What an earlier version of the wiki kept because of an erasure, taken over when the rest is credited anew. Then words
 * alone had credit, and items were filed by short hashes.
 */
import { prepared } from '../../db/prepared.ts';
import type { Tx } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import {
  decodeAttribution,
  formerItemHash,
  sentenceHashes,
  withSigns,
  type Attribution,
} from '../../text/attribution.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import type { Uncredited } from './crediting.ts';
import { listItems } from '../../kinds/items.ts';
import { fileFirst, itemKeys } from './first-held.ts';

/** The steps of an attribution of words alone that is kept, whole, until it's taken over. */
export const FORMER = -1;

/** Takes out what is kept of a revision, and returns it with its signs; undefined when nothing is. */
export async function takeFormer(
  tx: Tx,
  { sequence }: Uncredited,
  content: Content | undefined,
): Promise<Attribution | undefined> {
  const [row] = await deleteFormer(tx, sequence);
  if (!row) return undefined;
  const ofWords = decodeAttribution(row.bytes, sequence);
  return content ? withSigns(content.body, ofWords) : ofWords;
}

const deleteFormer = prepared((db, sequence: number) =>
  db
    .deleteFrom('attribution')
    .where('sequence', '=', sequence)
    .where('steps', '=', FORMER)
    .returning('bytes'),
);

/** How many bytes the key of an item had, as that of a sentence has. */
const FORMER_KEY = 6;

/** Files the items that erased revisions held first by the keys that they have now; those that have them stay. */
export async function fileAnew(tx: Tx): Promise<void> {
  const rows = await tx.selectFrom('first_held').selectAll().where('origin', 'is not', null).execute();
  for (const { key, article_id: articleId, sequence, origin } of rows) {
    if (key.length !== FORMER_KEY) continue;
    const hash = key.toString('hex');
    const content = await unlessErased(readContent(tx, sequence));
    if (content && sentenceHashes(content.body).includes(hash)) continue;
    await tx.deleteFrom('first_held').where('key', '=', key).where('article_id', '=', articleId).execute();
    const place = content ? listItems(itemKeys(content, formerItemHash)).indexOf(hash) : -1;
    const now = content && listItems(itemKeys(content))[place];
    if (now !== undefined) await fileFirst(tx, articleId, sequence, [now], origin);
  }
}
