/** Checkpoints that somebody kept: in a file, or in a folder to which a cron job adds a file now and then. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tellFile } from '../db/told.ts';
import { onceEach, readCheckpoints, type Checkpoint } from '../wiki/proof/checkpoints.ts';
import { thereAt } from './named.ts';

/** Reads what is kept at a path, each checkpoint once. Throws an Error with a sentence when nothing is, or when a file holds something else. */
export async function keptAt(path: string): Promise<Checkpoint[]> {
  const read = (file: string) => tellFile(file, () => readFile(file, 'utf8'));
  if (!(await thereAt(path)).isDirectory()) return readCheckpoints(await read(path));
  const kept: Checkpoint[] = [];
  for (const file of await tellFile(path, () => filesIn(path)))
    kept.push(...readNamed(file, await read(file)));
  return onceEach(kept);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(folder, name));
  if (names.length === 0) throw new Error(`There are no files in ${folder}.`);
  return names.sort();
}

/** One that is passed over would be one that nothing is held to. */
function readNamed(file: string, text: string): Checkpoint[] {
  try {
    return readCheckpoints(text);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}
