/** Files and folders that a command is given by name: what isn't there is said in a sentence, before anything is made. */
import { statSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { tellFile } from '../db/told.ts';

/** Returns what stands at the name of a file that is to be read. Throws an Error with a sentence when nothing does. */
export async function thereAt(file: string): Promise<Stats> {
  const found = await look(file);
  if (found) return found;
  throw new Error(file === '' ? 'Name a file.' : `There is no file ${file}.`);
}

/** Throws an Error with a sentence unless a file can be laid by a name: in a folder that is there, and in no folder's place. */
export async function checkPlaceOf(file: string): Promise<void> {
  if (file === '') throw new Error('Name a file.');
  if (!(await look(dirname(resolve(file))))?.isDirectory())
    throw new Error(`There is no folder ${dirname(file)}.`);
  const found = await look(file);
  if (found && !found.isFile()) throw new Error(`${file} is no file.`);
}

/** Throws an Error with a sentence unless a folder is there. */
export async function checkFolderAt(folder: string): Promise<void> {
  if (!(await look(folder))?.isDirectory()) throw new Error(`There is no folder ${folder}.`);
}

function look(path: string): Promise<Stats | undefined> {
  return tellFile(path, () => statSync(path, { throwIfNoEntry: false }));
}
