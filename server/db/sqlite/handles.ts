/**
 * The handles of one SQLite file: one that writes, one for single reads, and some for readings of one moment. They never
 * wait by themselves, since waiting would stop the whole process. After a failure of the file they're opened anew.
 */
import Sqlite from 'better-sqlite3';
import type { CompiledQuery, QueryResult } from 'kysely';
import { LRUCache } from 'lru-cache';

/** An open handle. `isStale` once the file has failed since: it isn't to be used for anything new. */
export interface Handle {
  run(query: Pick<CompiledQuery, 'sql' | 'parameters'>): QueryResult<never>;
  /** Tells whether a statement changes nothing. */
  onlyReads(sql: string): boolean;
  inTransaction(): boolean;
  /** Whoever took the handle is done with it. */
  release(): void;
  /** The handle is of no more use to anyone. */
  giveUp(): void;
  isStale(): boolean;
  close(): void;
}

export interface Handles {
  /** Only for whoever holds the writing place. */
  writer(): Handle;
  reader(): Handle;
  /** One more handle to read with, which is closed after. */
  another(): Handle;
  /** The file has failed: whatever is open is stale. */
  fail(): void;
  close(): void;
}

/** How many prepared statements a handle keeps; SQLite takes as long to read a query as to run it. */
const STATEMENTS = 500;
/** How long opening may wait for another process, in milliseconds. */
const OPENING = 5000;
/** A log that long readings made long is cut to this many bytes afterwards. */
const LOG_BYTES = 64 * 1024 * 1024;

/** Opens a file, which is made if it's missing. Later on a missing file is a failure: an empty wiki is made but once. */
export function openHandles(file: string): Handles {
  let failures = 0;
  let isMade = false;
  const open = (options: Sqlite.Options) => {
    const since = failures;
    return openHandle(file, { ...options, fileMustExist: isMade }, () => since !== failures);
  };
  const reopening = (options: Sqlite.Options) => {
    let handle: Handle | undefined;
    return {
      use: () => {
        if (handle?.isStale()) {
          handle.close();
          handle = undefined;
        }
        return (handle ??= open(options));
      },
      close: () => handle?.close(),
    };
  };
  const [writer, reader] = [reopening({}), reopening({ readonly: true })];
  writer.use();
  isMade = true;
  return {
    writer: writer.use,
    reader: reader.use,
    another: () => {
      const handle = open({ readonly: true });
      return { ...handle, release: handle.close };
    },
    fail: () => void failures++,
    close: () => {
      reader.close();
      // The last one folds the log into the file, which one that only reads can't.
      writer.close();
    },
  };
}

function openHandle(file: string, options: Sqlite.Options, isStale: () => boolean): Handle {
  const database = new Sqlite(file, { ...options, timeout: OPENING });
  try {
    if (!options.readonly) prepareToWrite(database);
    database.pragma('busy_timeout = 0');
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new LRUCache<string, Sqlite.Statement>({ max: STATEMENTS });
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  let isGivenUp = false;
  return {
    run: ({ sql, parameters }) => answerOf(prepare(sql), parameters),
    onlyReads: (sql) => prepare(sql).readonly,
    inTransaction: () => database.inTransaction,
    release: () => undefined,
    giveUp: () => void (isGivenUp = true),
    isStale: () => isGivenUp || isStale(),
    close: () => void database.close(),
  };
}

function prepareToWrite(database: Sqlite.Database): void {
  for (const setting of [
    'journal_mode = wal',
    'synchronous = full',
    'foreign_keys = on',
    'secure_delete = on',
    `journal_size_limit = ${LOG_BYTES}`,
  ]) {
    database.pragma(setting);
  }
}

function answerOf(statement: Sqlite.Statement, parameters: readonly unknown[]): QueryResult<never> {
  if (statement.reader) return { rows: statement.all(parameters) as never[] };
  const { changes, lastInsertRowid } = statement.run(parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}
