/** What SQLite says when it isn't the query that is wrong but the database that can't. */
import { DatabaseFault, databaseBusy, databaseFull, databaseGone } from '../../errors.ts';

// A quota, or a limit on the size of a file, is told as a write that failed.
const FULL = /^SQLITE_(FULL|IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHMSIZE))$/;
const BUSY = /^SQLITE_(BUSY|LOCKED)/;
const GONE = /^SQLITE_(IOERR|CANTOPEN|READONLY|NOTADB|CORRUPT|PERM|PROTOCOL|NOLFS)/;

/** Tells whether another holds what is asked for, so that asking again may do. */
export function isBusy(error: unknown): boolean {
  const said = error instanceof DatabaseFault ? error.cause : error;
  return BUSY.test(codeOf(said));
}

/** Tells whether the file must be opened anew before it can be used again. */
export function isLost(error: unknown): boolean {
  return GONE.test(codeOf(error));
}

/** Returns the fault that an error is, or the error itself when it's none of the database's. */
export function sqliteFault(error: unknown): unknown {
  const code = codeOf(error);
  if (FULL.test(code)) return databaseFull(error);
  if (BUSY.test(code)) return databaseBusy(error);
  return GONE.test(code) ? databaseGone(error) : error;
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}
