/** A copy of a SQLite database, taken while a wiki writes to it, and one put in the place of a database. */
import { closeSync, existsSync, linkSync, openSync, readSync, rmSync, statSync, truncateSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { BESIDE, DATABASE } from '../files.ts';
import { flush, moveInto } from './file.ts';

/** How many pages are copied in one go. */
const PAGES = 1000;

type PageProgress = (done: number, all: number) => void;

/** Copies the database in a folder, as it stands at one moment, to a new file. */
export async function copyDatabase(folder: string, to: string, progress: PageProgress): Promise<void> {
  const source = new Sqlite(join(folder, DATABASE), { readonly: true, fileMustExist: true });
  try {
    // The moment is held: else whatever is written meanwhile would have the copying begin anew, without an end.
    source.exec('begin');
    source.prepare('select count(*) from sqlite_master').get();
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        progress(totalPages - remainingPages, totalPages);
        return PAGES;
      },
    });
  } finally {
    source.close();
  }
}

/** Leaves a copy as one file, with nothing beside it. Throws an Error with a sentence when a page of it is damaged. */
export function settle(file: string): void {
  const copy = new Sqlite(file, { fileMustExist: true });
  try {
    const [found] = copy.pragma('integrity_check(1)') as { integrity_check: string }[];
    if (found?.integrity_check !== 'ok') throw new Error(`The copy is damaged: ${found?.integrity_check}.`);
    copy.pragma('journal_mode = delete');
  } finally {
    copy.close();
  }
  for (const ending of BESIDE) rmSync(file + ending, { force: true });
}

/** Throws an Error with a sentence when a file is shorter than it says: what is gone may have held nothing, which nobody can tell. */
function checkLength(file: string): void {
  const header = Buffer.alloc(HEADER);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, header, 0, HEADER, 0);
  } finally {
    closeSync(opened);
  }
  // The largest page is too large for its two bytes (SQLite's file format, 1.3.2 and 1.3.8).
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const length = pageSize * header.readUInt32BE(28);
  const { size } = statSync(file);
  if (size < length) throw new Error(`It has ${size} bytes of ${length}.`);
}

const HEADER = 100;

/**
 * Copies the file of a backup to a new one, so many bytes of it or all, and reads every page of that. Throws an Error with a sentence when it's
 * damaged, cut short, or only a part of a database.
 */
export async function takeCopy(file: string, to: string, bytes?: number): Promise<void> {
  const rest = BESIDE.map((ending) => file + ending).find(
    (path) => existsSync(path) && statSync(path).size > 0,
  );
  if (rest !== undefined && !rest.endsWith('-shm')) {
    throw new Error(
      `${rest} lies beside it, so that ${file} alone isn’t whole. Take a backup with the command backup.`,
    );
  }
  await copyFile(file, to);
  if (bytes !== undefined) truncateSync(to, bytes);
  try {
    checkLength(to);
    settle(to);
  } catch (error) {
    throw new Error(`${file} is damaged or cut short, and can’t be restored. ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/**
 * Puts a file in the place of the database in a folder. What lies beside the old one goes first: SQLite would take it
 * for a part of the new one.
 */
export function putInPlace(file: string, folder: string): void {
  const database = join(folder, DATABASE);
  for (const ending of BESIDE) rmSync(database + ending, { force: true });
  flush(folder);
  moveInto(file, database, true);
}

/**
 * Does something while nobody has the database in a folder open. Throws an Error with a sentence when a wiki, or
 * another program, has.
 */
export async function whileAlone<T>(folder: string, probe: string, work: () => Promise<T>): Promise<T> {
  const database = join(folder, DATABASE);
  if (!existsSync(database)) return work();
  // Locks are on the file, whatever its name; under another name it's opened without what may lie stale beside it.
  linkSync(database, probe);
  const lock = new Sqlite(probe, { timeout: 0 });
  try {
    hold(lock, folder);
    return await work();
  } finally {
    lock.close();
  }
}

/** Everyone who has a database open holds a share of its lock, in the mode that the wiki uses. What is damaged nobody runs on. */
function hold(lock: Sqlite.Database, folder: string): void {
  try {
    lock.pragma('locking_mode = exclusive');
    lock.exec('begin exclusive');
  } catch (error) {
    if (!/^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? '')) return;
    throw new Error(`A wiki runs on ${folder}, or another program has its database open. Stop it first.`, {
      cause: error,
    });
  }
}
