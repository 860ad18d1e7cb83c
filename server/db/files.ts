/** The files in the data folder: they hold password hashes and keys, and are for the one who runs the wiki alone. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const DATABASE = 'wiki.db';
/** What SQLite lays beside a database while it's open; it gives them the database's own mode. */
export const BESIDE = ['-wal', '-shm', '-journal'];
const KEY = 'checkpoint-key.pem';
/** The folder in which mails are laid where there's no server to send them by. */
const MAIL = 'mail';

/** Makes the folder and an empty database in it, if they're missing, and tightens what is there. Returns the database's path. */
export function makeFiles(folder: string): string {
  makeFolder(folder);
  const database = join(folder, DATABASE);
  // Only if it's missing: closing a file takes with it the locks that SQLite has on it in this process.
  if (!existsSync(database)) closeSync(openSync(database, 'a', 0o600));
  tightenFiles(folder);
  return database;
}

/** Tells whether a path is of one of the files of a wiki, or of its folder of mails, by whatever name. */
export function isOfWiki(folder: string, path: string): boolean {
  return [...filesIn(folder), join(folder, MAIL)].some(
    (file) => resolve(file) === resolve(path) || isSameFile(file, path),
  );
}

/** Makes a folder, and those above it, for its owner alone; one that is there stays as it is. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  // Step by step: Node’s own way never ends where a system makes no folders, such as /proc.
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Takes from all but their owner what others may do with the files of a wiki. */
export function tightenFiles(folder: string): void {
  for (const file of filesIn(folder)) if (existsSync(file)) tighten(file);
}

function filesIn(folder: string): string[] {
  return [DATABASE, ...BESIDE.map((ending) => DATABASE + ending), KEY].map((name) => join(folder, name));
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

function tighten(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    // Somebody else's file, or a disk that knows no modes: it was laid so, and can be used all the same.
    if (!['EPERM', 'ENOTSUP', 'EROFS', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
  }
}
