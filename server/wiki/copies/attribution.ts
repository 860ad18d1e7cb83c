/** Who wrote each word, credited at the save, and where each sentence and item was held first. */
import { attributeRevision } from '../credit/attribution.ts';
import { eraseHeld } from '../credit/erasing.ts';
import { mendAttributions } from '../credit/mending.ts';
import { attributeMissing } from '../credit/replay.ts';
import type { Copy } from './copy.ts';
import { countAnew } from './counts.ts';
import { contentBefore } from './reading.ts';

export const attribution: Copy = {
  name: 'attribution',
  follow: (tx, { articleId, fromNumber, content, change, ...revision }) =>
    attributeRevision(tx, { ...revision, article_id: articleId, from_number: fromNumber }, content, {
      parentContent: contentBefore(change),
    }),
  forget: (tx, { article, sequence, content }) => eraseHeld(tx, { articleId: article.id, sequence, content }),
  catchUp: attributeMissing,
  rebuild: (db) => mendAttributions(db, countAnew),
};
