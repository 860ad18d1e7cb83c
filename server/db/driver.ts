/**
 * What Kysely drives on either engine. Which connection a query gets is decided when it's known what it is: a plain read and
 * a reading transaction have connections of their own, whatever the writers do; all that writes waits its turn.
 */
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import { DatabaseFault } from '../errors.ts';
import type { Db } from './schema.ts';

type Queried = Promise<QueryResult<never>>;

/** What an engine can do. All of it throws a DatabaseFault when the database fails. */
export interface Store {
  /** Tells whether a statement by itself does nothing but read. */
  reads(query: CompiledQuery): boolean;
  read(query: CompiledQuery): Queried;
  write(query: CompiledQuery): Queried;
  /** Begins a transaction that sees one moment and writes nothing, or one that alone may write. */
  begin(mode: 'reading' | 'writing'): Promise<RunningTransaction>;
  /** How many writers wait their turn. */
  waiting(): number;
  close(): Promise<void>;
}

/** A transaction that runs. It ends by `commit`, or by `rollBack`, which never throws: what went wrong first is told. */
export interface RunningTransaction {
  run(query: CompiledQuery): Queried;
  commit(): Promise<void>;
  rollBack(): Promise<void>;
}

/** How it goes for those who write: how many wait, and what the last of them met if that failed. */
export interface Writing {
  waiting: number;
  trouble: DatabaseFault['code'] | undefined;
}

interface Connection extends DatabaseConnection {
  mode: 'reading' | 'writing';
  session: RunningTransaction | undefined;
}

const states = new WeakMap<Db, () => Writing>();

/** Tells how it goes for those who write to a database. */
export function writingState(db: Db): Writing {
  return states.get(db)?.() ?? { waiting: 0, trouble: undefined };
}

/** Lets `writingState` know how it goes. */
export function watchWriting(db: Db, state: () => Writing): void {
  states.set(db, state);
}

/** Makes the driver over an engine, and what tells how its writers do. */
export function makeDriver(store: Store): { driver: Driver; state: () => Writing } {
  let trouble: Writing['trouble'];
  const watched = async <T>(writing: Promise<T>): Promise<T> => {
    try {
      const answer = await writing;
      trouble = undefined;
      return answer;
    } catch (error) {
      if (error instanceof DatabaseFault) trouble = error.code;
      throw error;
    }
  };
  const watch = <T>({ mode }: Connection, work: Promise<T>) => (mode === 'writing' ? watched(work) : work);
  const execute = (connection: Connection, query: CompiledQuery): Queried => {
    const { session } = connection;
    if (session) return watch(connection, session.run(query));
    return store.reads(query) ? store.read(query) : watched(store.write(query));
  };
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connect(execute)),
    beginTransaction: async (given, { accessMode }: TransactionSettings) => {
      const connection = given as Connection;
      connection.mode = accessMode === 'read only' ? 'reading' : 'writing';
      connection.session = await watch(connection, store.begin(connection.mode));
    },
    commitTransaction: async (given) => {
      const connection = given as Connection;
      await watch(connection, connection.session!.commit());
      connection.session = undefined;
    },
    rollbackTransaction: endSession,
    releaseConnection: endSession,
    destroy: () => store.close(),
  };
  return { driver, state: () => ({ waiting: store.waiting(), trouble }) };
}

function connect(execute: (connection: Connection, query: CompiledQuery) => Queried): Connection {
  const connection: Connection = {
    mode: 'reading',
    session: undefined,
    executeQuery: (query) => execute(connection, query),
    streamQuery: () => {
      throw new Error('Nothing is streamed from the database: lists are read a page at a time');
    },
  };
  return connection;
}

async function endSession(given: DatabaseConnection): Promise<void> {
  const connection = given as Connection;
  await connection.session?.rollBack();
  connection.session = undefined;
}
