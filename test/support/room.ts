/** Where tests lay what they soon throw away. */
import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** A file system in memory: a disk may take milliseconds for each edit to be safe on it, and a second for a database's hundreds of files. */
const MEMORY = '/dev/shm';

/** Returns a folder in memory if so many gigabytes are free there, else the one for temporary files. */
export function quickFolder(gigabytes: number): string {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize > gigabytes * 2 ** 30) return MEMORY;
  } catch {
    // There's none on this system, or it isn't ours.
  }
  return tmpdir();
}
