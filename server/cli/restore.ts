/** `restore`: puts a backup in the place of the wiki, once it's known to be whole. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Settings } from '../config.ts';
import { coveredBytes } from '../db/backup/digest.ts';
import { besides, heldIn } from '../db/backup/file.ts';
import { countDump, inPlaceOf, restoreDump } from '../db/backup/postgres.ts';
import { putInPlace, settle, takeCopy, whileAlone } from '../db/backup/sqlite.ts';
import { DATABASE, makeFolder } from '../db/files.ts';
import { openDatabase } from '../db/open.ts';
import { tellFile, type DatabasePlace } from '../db/told.ts';
import { endWhatWasOpen } from '../wiki/people/restored.ts';
import { writeLine, type Command, type Terminal } from './command.ts';
import { verifyCopy } from './copy.ts';
import { thereAt } from './named.ts';
import { counted } from './sentences.ts';

export const restore: Command = {
  about: 'Verifies a backup and puts it in the place of the wiki, which must be stopped.',
  positions: ['file'],
  flags: ['force'],
  wiki: 'replaced',
  async run(settings, { file = '', force }, terminal) {
    const covered = await checkFile(file, settings);
    const isForced = force !== undefined;
    const { revisions, mails, sessions } = settings.databaseUrl
      ? await restorePostgres(settings, settings.databaseUrl, file, isForced, terminal)
      : await restoreSqlite(settings.dataFolder, { file, covered }, isForced, terminal);
    writeLine(
      terminal.stdout,
      `Restored ${file} and verified it: ${counted(revisions, 'revision')}, and nothing was altered.`,
    );
    if (covered === undefined) {
      writeLine(
        terminal.stdout,
        `${file} holds no digest of its own, as those that older versions made: a damage that the history doesn’t show can’t be told.`,
      );
    }
    if (sessions > 0) {
      writeLine(
        terminal.stdout,
        `Ended, since they may have been already: ${counted(sessions, 'session')}. Everybody signs in anew.`,
      );
    }
    if (mails > 0) {
      writeLine(
        terminal.stdout,
        `Not sent, since it may have been already: ${counted(mails, 'mail')} that waited when the backup was made.`,
      );
    }
    if (!existsSync(join(settings.dataFolder, 'checkpoint-key.pem'))) {
      writeLine(
        terminal.stdout,
        `The key that signs checkpoints isn’t in a backup: put the one that you kept in ${join(settings.dataFolder, 'checkpoint-key.pem')} before the wiki starts, else it makes another.`,
      );
    }
    return 0;
  },
};

/** What was restored: how many revisions, and how many mails that waited and sessions that ran, and now don't. */
interface Restored {
  revisions: number;
  mails: number;
  sessions: number;
}

/** What a backup of each engine is called, and where it can be restored. */
const ENGINES = {
  sqlite: 'is a backup of SQLite: leave DATABASE_URL out to restore it',
  postgres: 'is a backup of PostgreSQL: set DATABASE_URL to restore it',
};

/** Returns how many bytes of a backup its digest covers, if it has one. Throws an Error with a sentence when it can't be restored here. */
async function checkFile(file: string, { databaseUrl }: Settings): Promise<number | undefined> {
  if (!(await thereAt(file)).isFile()) throw new Error(`${file} is no file.`);
  const held = await tellFile(file, () => heldIn(file));
  if (held === 'something else') throw new Error(`${file} is no backup of a wiki.`);
  if ((held === 'postgres') !== Boolean(databaseUrl)) throw new Error(`${file} ${ENGINES[held]}.`);
  return tellFile(file, () => coveredBytes(file));
}

async function restoreSqlite(
  folder: string,
  { file, covered }: { file: string; covered: number | undefined },
  isForced: boolean,
  terminal: Terminal,
): Promise<Restored> {
  const database = join(folder, DATABASE);
  makeFolder(folder);
  if (!isForced && existsSync(database) && statSync(database).size > 0) {
    throw new Error(`There is a wiki in ${folder} already. Give --force to have it replaced.`);
  }
  return besides(resolve(database), (part) =>
    whileAlone(folder, join(part, 'lock'), async () => {
      const copy = join(part, DATABASE);
      await takeCopy(file, copy, covered);
      const restored = await makeReady({ databaseUrl: undefined, dataFolder: part }, file, terminal);
      settle(copy);
      putInPlace(copy, folder);
      return restored;
    }),
  );
}

async function restorePostgres(
  settings: Settings,
  url: string,
  file: string,
  isForced: boolean,
  terminal: Terminal,
): Promise<Restored> {
  const held = await countDump(url, file);
  if (!held.has('migration')) throw new Error(`${file} holds no wiki.`);
  let restored: Restored = { revisions: 0, mails: 0, sessions: 0 };
  await inPlaceOf(url, isForced, async () => {
    await restoreDump(url, file);
    restored = await makeReady(settings, file, terminal);
  });
  return restored;
}

/** Verifies a copy, and ends what is open in it. Throws an Error with a sentence as `verifyCopy` does. */
async function makeReady(copy: DatabasePlace, file: string, terminal: Terminal): Promise<Restored> {
  const { revisions } = await verifyCopy(copy, file, terminal);
  const db = openDatabase(copy);
  try {
    return { revisions, ...(await endWhatWasOpen(db)) };
  } finally {
    await db.destroy();
  }
}
