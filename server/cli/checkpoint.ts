/** `checkpoint`: signs what the whole history is now, and hands the checkpoints on, so that they are kept elsewhere too. */
import { access, constants, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Db } from '../context.ts';
import { isOfWiki } from '../db/files.ts';
import { tellFile } from '../db/told.ts';
import {
  allCheckpoints,
  makeCheckpoint,
  publish,
  PUBLISHED,
  readCheckpoints,
} from '../wiki/proof/checkpoints.ts';
import type { Checkpoint } from '../wiki/proof/checkpoints.ts';
import { writeLine, type Command, type Terminal } from './command.ts';
import { checkPlaceOf } from './named.ts';
import { counted } from './sentences.ts';

export const checkpoint: Command = {
  about:
    'Makes a signed checkpoint of the whole history now, unless nothing was written since the last one; with --to, adds the newest to those that the file keeps, or writes it on a line of standard output for “-”.',
  optional: { to: 'file' },
  async run({ db, now, settings }, { to }, { stdout, stderr }) {
    if (to !== undefined && to !== '-') await checkKeeper(to, settings.dataFolder);
    const made = await makeCheckpoint(db, settings.dataFolder, now());
    writeLine(
      to === '-' ? stderr : stdout,
      made
        ? `Made checkpoint ${made.number} of ${counted(made.revisions, 'revision')} of ${counted(made.articles.count, 'article')}.`
        : 'Nothing was written since the last checkpoint.',
    );
    return to === undefined ? 0 : handOn(db, to, stdout);
  },
};

/** Throws an Error with a sentence unless checkpoints can be kept in a file; nothing is made before. */
async function checkKeeper(file: string, dataFolder: string): Promise<void> {
  await checkPlaceOf(file);
  await tellFile(file, async () => {
    if (isOfWiki(dataFolder, file)) throw new Error(`${file} is the wiki’s own. Give another name.`);
    await access(dirname(resolve(file)), constants.W_OK);
    await keptIn(file);
  });
}

async function handOn(db: Db, to: string, stdout: Terminal['stdout']): Promise<number> {
  const own = await allCheckpoints(db);
  const newest = own.at(-1);
  if (!newest) {
    if (to !== '-') writeLine(stdout, `There is no checkpoint yet, so ${to} is left as it is.`);
    return 0;
  }
  if (to !== '-') return addTo(to, own, stdout);
  stdout.write(`${JSON.stringify(publish(newest))}\n`);
  return 0;
}

/** What a file keeps is never taken out of it, least of all what the wiki itself has no more. */
async function addTo(file: string, own: readonly Checkpoint[], stdout: Terminal['stdout']): Promise<number> {
  const kept = await keptIn(file);
  const hex = ({ hash }: Checkpoint) => hash.toString('hex');
  const all = new Map([...own.slice(-PUBLISHED), ...kept].map((one) => [hex(one), one]));
  const checkpoints = [...all.values()].sort((a, b) => b.number - a.number);
  await tellFile(file, () => replace(file, `${JSON.stringify({ checkpoints: checkpoints.map(publish) })}\n`));
  writeLine(stdout, `${file} keeps ${counted(checkpoints.length, 'checkpoint')}.`);
  const made = new Set(own.map(hex));
  const unknown = kept.filter((one) => !made.has(hex(one)));
  for (const { number } of unknown) {
    writeLine(
      stdout,
      `Checkpoint ${number} in it isn’t among those that this wiki has made: see verify --checkpoint.`,
    );
  }
  return unknown.length === 0 ? 0 : 1;
}

async function keptIn(file: string): Promise<Checkpoint[]> {
  try {
    return readCheckpoints(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A reader of the file, or a power cut, meets the old one or the new one, never half of one. */
async function replace(file: string, text: string): Promise<void> {
  const fresh = `${file}.${process.pid}.new`;
  try {
    await writeFile(fresh, text, { flush: true });
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
