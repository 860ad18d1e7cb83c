/** What PostgreSQL and the way to it say when it isn't the query that is wrong but the database that can't. */
import pg from 'pg';
import { DatabaseFault, databaseBusy, databaseFull, databaseGone } from '../../errors.ts';

const FULL = /^(53100|58030)$/;
/** No lock in time, a deadlock, a statement that was stopped. */
const BUSY = /^(55P03|40P01|40001|57014)$/;
/** Classes of errors: the connection, resources, an operator, the system, a broken file; and one that takes no writes, or ours not. */
const GONE = /^(08|53|57P|58|XX|25006$|25P03$|3D|28|42501$)/;

/**
 * Returns the fault that an error is, or the error itself when the server says that the query is wrong. What the server
 * didn't say itself comes from the way to it.
 */
export function postgresFault(error: unknown): unknown {
  if (error instanceof DatabaseFault) return error;
  if (!(error instanceof pg.DatabaseError)) return databaseGone(error);
  const code = error.code ?? '';
  if (FULL.test(code)) return databaseFull(error);
  if (BUSY.test(code)) return databaseBusy(error);
  return GONE.test(code) ? databaseGone(error) : error;
}

/** Tells whether the way to the database is broken, so that the connection is of no more use. */
export function isGone(error: unknown): boolean {
  return error instanceof DatabaseFault && error.code === 'database-gone';
}
