/** The current content of each article, whole, so that its readers pay for no chain of deltas. */
import { copyWhole } from '../history/chains.ts';
import { copyContent } from '../history/contents.ts';
import { forEachArticle, type Copy } from './copy.ts';

export const wholes: Copy = {
  name: 'wholes',
  isOfCurrent: true,
  follow: (tx, added) => copyWhole(tx, 'content', added, added.whole),
  forget: async (tx, { sequence }) => {
    await tx.deleteFrom('current_content').where('sequence', '=', sequence).execute();
  },
  rebuild: (db) => forEachArticle(db, copyContent),
};
