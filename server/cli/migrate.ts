/** `migrate`: brings the database up to date, which every command and every start does first; this one does no more. */
import { writeLine, type Command } from './command.ts';

export const migrate: Command = {
  about: 'Brings the database up to date. Every other command, and the start, does so too.',
  run: (_context, _given, { stdout }) => {
    writeLine(stdout, 'The database is up to date.');
    return Promise.resolve(0);
  },
};
