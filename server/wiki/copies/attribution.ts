/** Who wrote each word, credited at the save, and where each sentence and item was held first. */
import { attributeRevision, type CreditedChange } from '../credit/attribution.ts';
import { eraseHeld } from '../credit/erasing.ts';
import { mendAttributions } from '../credit/mending.ts';
import { attributeMissing } from '../credit/replay.ts';
import type { AddedRevision } from '../history/revisions.ts';
import type { Copy } from './copy.ts';
import { countAnew } from './counts.ts';
import { contentBefore } from './reading.ts';

export const attribution: Copy = {
  name: 'attribution',
  follow: async (tx, added) => {
    const { articleId, fromNumber, content, change, ...revision } = added;
    const uncredited = { ...revision, article_id: articleId, from_number: fromNumber };
    const credited = await attributeRevision(tx, uncredited, content, {
      parentContent: contentBefore(change),
    });
    followed.set(added, credited);
  },
  forget: (tx, { article, sequence, content }) => eraseHeld(tx, { articleId: article.id, sequence, content }),
  catchUp: attributeMissing,
  rebuild: (db) => mendAttributions(db, countAnew),
};

const followed = new WeakMap<AddedRevision, CreditedChange>();

/** Returns the attributions of a revision that this copy has followed, and of the one before it. */
export function creditedIn(added: AddedRevision): CreditedChange {
  return followed.get(added)!;
}
