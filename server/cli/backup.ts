/** `backup`: one file that holds the whole wiki, taken while it runs, and verified. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Settings } from '../config.ts';
import { addDigest } from '../db/backup/digest.ts';
import { besides, moveInto } from '../db/backup/file.ts';
import { countDump, dumpDatabase, restoreDump, withScratch } from '../db/backup/postgres.ts';
import { copyDatabase, settle } from '../db/backup/sqlite.ts';
import { DATABASE, isOfWiki } from '../db/files.ts';
import { tellFile } from '../db/told.ts';
import { writeLine, type Command, type Terminal } from './command.ts';
import { verifyCopy } from './copy.ts';
import { checkPlaceOf } from './named.ts';
import { progressBar } from './progress.ts';
import { counted } from './sentences.ts';

export const backup: Command = {
  about: 'Copies the whole wiki into a new file while it runs, and verifies the copy.',
  positions: ['file'],
  flags: ['force'],
  wiki: 'examined',
  async run({ settings }, { file = '', force }, terminal) {
    await tellFile(file, () => checkPlace(file, settings, force !== undefined));
    const told = await tellFile(file, () =>
      besides(resolve(file), async (folder) => {
        const copy = join(folder, DATABASE);
        const told = await (settings.databaseUrl
          ? dump(settings.databaseUrl, copy, terminal)
          : copySqlite(settings, folder, terminal));
        moveInto(copy, resolve(file), force !== undefined);
        return told;
      }),
    );
    const size = counted(Math.ceil(statSync(file).size / 1024), 'kB', 'kB');
    for (const line of [`Backed up to ${file}, ${size}. ${told}`, keyApart(settings)]) {
      writeLine(terminal.stdout, line);
    }
    return 0;
  },
};

async function checkPlace(file: string, { dataFolder }: Settings, isForced: boolean): Promise<void> {
  if (file === '' || file === '-') throw new Error('Name a file: a backup is verified where it lies.');
  if (isOfWiki(dataFolder, file)) throw new Error(`${file} is the wiki’s own. Give another name.`);
  await checkPlaceOf(file);
  if (!isForced && existsSync(file))
    throw new Error(`There is a file ${file} already. Give another name, or --force to replace it.`);
}

async function copySqlite({ dataFolder }: Settings, folder: string, terminal: Terminal): Promise<string> {
  const copy = join(folder, DATABASE);
  const bar = progressBar(terminal.stderr, 'pages');
  await copyDatabase(dataFolder, copy, bar.update).finally(bar.stop);
  const { revisions } = await verifyCopy(
    { databaseUrl: undefined, dataFolder: folder },
    'The copy',
    terminal,
  );
  settle(copy);
  await addDigest(copy);
  return `Verified the copy: ${counted(revisions, 'revision')}, and nothing was altered.`;
}

async function dump(url: string, to: string, terminal: Terminal): Promise<string> {
  const bar = progressBar(terminal.stderr, 'tables');
  const held = await dumpDatabase(url, to, bar.update).finally(bar.stop);
  await addDigest(to);
  const read = await countDump(url, to);
  for (const [table, rows] of held) {
    if (read.get(table) !== rows)
      throw new Error(`The copy holds ${read.get(table) ?? 0} of ${rows} rows of ${table}.`);
  }
  const verified = await withScratch(url, async (scratch) => {
    await restoreDump(scratch, to);
    return verifyCopy({ databaseUrl: scratch, dataFolder: dirname(to) }, 'The copy', terminal);
  });
  if (verified) {
    return `Restored the copy in a database of its own and verified it: ${counted(verified.revisions, 'revision')}, and nothing was altered.`;
  }
  const rows = [...held.values()].reduce((sum, count) => sum + count, 0);
  return `Read the copy to its end: ${counted(rows, 'row')} in ${counted(held.size, 'table')}, as in the wiki. It is not verified, since the role may not make a database to restore it in (alter role … createdb).`;
}

function keyApart({ dataFolder }: Settings): string {
  return `The key that signs checkpoints isn’t in it: keep ${join(dataFolder, 'checkpoint-key.pem')} in another place.`;
}
