/**
 * What a repository borrows from elsewhere on the machine. Whoever made it may have named any folder that they can't read
 * themselves, and an import publishes what it reads: nothing is read but what lies in the repository that was named.
 */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Throws an Error with a sentence when what git would read of a folder as a repository lies, or may lie, in another. */
export async function refuseElsewhere(
  repository: string,
  { gitDir, commonDir }: { gitDir: string; commonDir: string },
): Promise<void> {
  const [named, own, common] = await Promise.all(
    [repository, gitDir, commonDir].map((path) => realpath(path)),
  );
  if (own !== common || !(isWithin(named!, own!) || isWithin(named!, dirname(own!))))
    throw new Error(`${repository} only leads to the repository ${common}. Name that.`);
  const borrowed = (await borrowedFrom(own!)) ?? (await linkIn(join(own!, 'objects')));
  if (borrowed === undefined) return;
  throw new Error(
    `${repository} reads texts from elsewhere on this machine: ${borrowed}. Import a clone of its own, made by \`git clone --no-local --dissociate\`.`,
  );
}

function isWithin(path: string, folder: string): boolean {
  return !/^\.\.(?:$|[\\/])/.test(relative(folder, path));
}

/** Returns the folder whose objects a repository borrows, if it names one. */
async function borrowedFrom(gitDir: string): Promise<string | undefined> {
  const list = await readFile(join(gitDir, 'objects/info/alternates'), 'utf8').catch(() => '');
  return list.split('\n').find((line) => line !== '' && !line.startsWith('#'));
}

/** Returns what among the objects is only a link, if anything is. */
async function linkIn(objects: string): Promise<string | undefined> {
  if ((await realpath(objects)) !== objects) return objects;
  const entries = await readdir(objects, { withFileTypes: true, recursive: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  return link && join(link.parentPath, link.name);
}
