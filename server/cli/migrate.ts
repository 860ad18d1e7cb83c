/** `migrate`: brings the database up to date, as every start does, and every command that changes something; this one does no more. */
import { writeLine, type Command } from './command.ts';

export const migrate: Command = {
  about: 'Brings the database up to date, and makes it if there is none. The start does so too.',
  wiki: 'made',
  run: (_context, _given, { stdout }) => {
    writeLine(stdout, 'The database is up to date.');
    return Promise.resolve(0);
  },
};
