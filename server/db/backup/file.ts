/** The file of a backup: made beside its place and moved there whole, so that what has its name is never half of one. */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a file holds, by its first bytes. */
export type FileKind = 'sqlite' | 'postgres' | 'something else';

const MAGIC = { sqlite: 'SQLite format 3\0', postgres: 'PGDMP' };

/** Tells of which engine a file is a backup. */
export function heldIn(file: string): FileKind {
  const bytes = Buffer.alloc(16);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(opened);
  }
  const text = bytes.toString('latin1');
  return (
    (['sqlite', 'postgres'] as const).find((engine) => text.startsWith(MAGIC[engine])) ?? 'something else'
  );
}

/** Does something with a folder beside a place, for its owner's eyes alone, and removes it at the end, also when a signal is the end. */
export async function besides<T>(place: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(dirname(place), `.${basename(place)}.part-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const end = () => void Promise.allSettled([...removals].map((each) => each())).then(() => process.exit(1));
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  try {
    return await work(folder);
  } finally {
    remove();
    process.removeListener('exit', remove);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, end);
  }
}

/** What a signal that ends a backup or a restore waits for. */
const removals = new Set<() => Promise<unknown>>();

/** Does something that leaves more than files, which is removed at the end, also when a signal ends what is done `besides` a place. */
export async function removedBy<T>(remove: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  removals.add(remove);
  try {
    return await work();
  } finally {
    removals.delete(remove);
    await remove();
  }
}

/** Moves a finished file to its place, on disk for good. Throws EEXIST when something is there, unless it's to be replaced. */
export function moveInto(file: string, place: string, replaces: boolean): void {
  chmodSync(file, 0o600);
  flush(file);
  if (replaces) renameSync(file, place);
  else linkOrMove(file, place);
  flush(dirname(place));
}

/** A link never replaces what is there; a disk without links is asked first. */
function linkOrMove(file: string, place: string): void {
  try {
    linkSync(file, place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(place)) throw error;
    renameSync(file, place);
  }
}

/** Waits until the disk has it; a folder holds the names of what is in it. */
export function flush(path: string): void {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
