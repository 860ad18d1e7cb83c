/** Checkpoints that somebody kept: in a file, or in a folder to which a cron job adds a file now and then. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { onceEach, readCheckpoints, type Checkpoint } from '../wiki/proof/checkpoints.ts';

/** Reads what is kept at a path, each checkpoint once. Throws an Error with a sentence when nothing is, or when a file holds something else. */
export async function keptAt(path: string): Promise<Checkpoint[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error(`There is no file ${path}.`, { cause: error }) : error;
  });
  if (!found.isDirectory()) return readCheckpoints(await readFile(path, 'utf8'));
  const kept: Checkpoint[] = [];
  for (const file of await filesIn(path)) kept.push(...readNamed(file, await readFile(file, 'utf8')));
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
