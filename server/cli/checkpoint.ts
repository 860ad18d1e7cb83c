/** `checkpoint`: signs what the whole history is now. */
import { makeCheckpoint } from '../wiki/checkpoints.ts';
import { writeLine, type Command } from './command.ts';
import { counted } from './sentences.ts';

export const checkpoint: Command = {
  about: 'Makes a signed checkpoint of the whole history now, unless nothing was written since the last one.',
  async run({ db, now, settings }, _given, { stdout }) {
    const made = await makeCheckpoint(db, settings.dataFolder, now());
    writeLine(
      stdout,
      made
        ? `Made checkpoint ${made.number} of ${counted(made.revisions, 'revision')} of ${counted(made.articles.count, 'article')}.`
        : 'Nothing was written since the last checkpoint.',
    );
    return 0;
  },
};
