/**
 * PostgreSQL as the wiki uses it. Readers have connections of their own. One transaction at a time writes: in line within
 * this process, by an advisory lock among all of them. What is asked is given up after a while, and then its connection too.
 */
import { CompiledQuery } from 'kysely';
import type { RunningTransaction, Store } from '../driver.ts';
import { makeLine, type Turn } from '../line.ts';
import { connectTo, type Connections, type HeldConnection } from './connections.ts';
import { isGone } from './faults.ts';

const READERS = 10;
/** Statements that write by themselves, such as those of sessions, and wait for no transaction. */
const STATEMENTS = 3;
/** How long a statement may take, in milliseconds. */
const STATEMENT = 30_000;
/** How long the server lets a transaction stand still before it takes it back, in milliseconds: its process may be gone. */
const STILL = 60_000;
/** Any fixed number will do: every writer of this database takes the same advisory lock. */
const WRITING_PLACE = 0x1277;
const READING = /^\s*(select|values|explain|show)\b/i;
const SHAPING = /^\s*(create|alter|drop)\b/i;

/** Opens the database at an address; nothing is asked of it yet. */
export function postgresStore(url: string): Store {
  const readers = connectTo(url, READERS);
  const writers = connectTo(url, 1 + STATEMENTS);
  const [line, statements] = [makeLine(), makeLine(STATEMENTS)];
  return {
    reads: ({ sql }) => READING.test(sql),
    read: (query) => askTwice(readers, query),
    write: async (query) => {
      const place = await statements.take();
      try {
        return await askOnce(writers, query);
      } finally {
        place.leave();
      }
    },
    begin: (mode) => (mode === 'reading' ? beginReading(readers) : beginWriting(writers, line.take())),
    waiting: () => line.waiting() + statements.waiting(),
    close: async () => {
      await Promise.all([readers.close(), writers.close()]);
    },
  };
}

async function askOnce(connections: Connections, query: CompiledQuery) {
  const connection = await connections.hold();
  try {
    return await connection.ask(query, STATEMENT);
  } finally {
    connection.release();
  }
}

/** A read that met a connection which had been broken meanwhile is asked over another. */
async function askTwice(connections: Connections, query: CompiledQuery) {
  const connection = await connections.hold();
  const start = performance.now();
  try {
    return await connection.ask(query, STATEMENT);
  } catch (error) {
    if (!isGone(error) || performance.now() - start >= STATEMENT) throw error;
  } finally {
    connection.release();
  }
  return askOnce(connections, query);
}

async function beginReading(readers: Connections): Promise<RunningTransaction> {
  return begin(await readers.hold(), 'begin isolation level repeatable read read only', STATEMENT);
}

/** The lock waits as long as there's patience left; whatever waits for another after that waits no longer. */
async function beginWriting(writers: Connections, taking: Promise<Turn>): Promise<RunningTransaction> {
  const place = await taking;
  try {
    const start = [
      'begin',
      `set local lock_timeout = ${place.left()}`,
      `set local idle_in_transaction_session_timeout = ${STILL}`,
      `select pg_advisory_xact_lock(${WRITING_PLACE})`,
    ].join('; ');
    return await begin(await writers.hold(), start, place.left() + STATEMENT, place.leave);
  } catch (error) {
    place.leave();
    throw error;
  }
}

async function begin(
  connection: HeldConnection,
  start: string,
  patience: number,
  leave: () => void = () => undefined,
): Promise<RunningTransaction> {
  try {
    await connection.ask(CompiledQuery.raw(start), patience);
  } catch (error) {
    await takeBack(connection);
    throw error;
  }
  let isShaping = false;
  const end = (done: Promise<void>) => done.finally(leave);
  return {
    run: (query) => {
      // Who shapes tables may take the time it takes.
      isShaping ||= SHAPING.test(query.sql);
      return connection.ask(query, isShaping ? undefined : STATEMENT);
    },
    commit: async () => {
      await connection.ask(CompiledQuery.raw('commit'), isShaping ? undefined : STATEMENT);
      connection.release();
      leave();
    },
    rollBack: () => end(takeBack(connection)),
  };
}

/** A connection that can't take back is given up, which takes back too. */
async function takeBack(connection: HeldConnection): Promise<void> {
  try {
    await connection.ask(CompiledQuery.raw('rollback'), STATEMENT);
    connection.release();
  } catch {
    connection.release(true);
  }
}
