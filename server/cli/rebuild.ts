/** `rebuild`: makes every copy anew from the revisions. */
import { rebuildCopies } from '../wiki/copies.ts';
import { writeLine, type Command } from './command.ts';
import { counted } from './sentences.ts';

export const rebuild: Command = {
  about: 'Makes anew all that is copied out of the revisions for speed: lists, counts, filing.',
  async run({ db }, _given, { stdout }) {
    const articles = await rebuildCopies(db);
    writeLine(stdout, `Made the copies of ${counted(articles, 'article')} anew.`);
    return 0;
  },
};
