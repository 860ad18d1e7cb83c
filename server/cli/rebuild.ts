/** `rebuild`: makes every copy anew from the revisions. */
import { rebuild as rebuildWiki } from '../wiki/upkeep/rebuild.ts';
import { writeLine, type Command } from './command.ts';
import { counted } from './sentences.ts';

export const rebuild: Command = {
  about: 'Makes anew all that is worked out of the revisions: who wrote each word, lists, counts, filing.',
  async run({ db }, _given, { stdout }) {
    const articles = await rebuildWiki(db);
    writeLine(stdout, `Made anew what is worked out of the revisions of ${counted(articles, 'article')}.`);
    return 0;
  },
};
