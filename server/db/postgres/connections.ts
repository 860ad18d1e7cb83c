/** The connections to PostgreSQL. None that breaks ends the process, none that is broken is used again, and none hangs. */
import type { CompiledQuery, QueryResult } from 'kysely';
import pg from 'pg';
import { isGone, postgresFault } from './faults.ts';

/** A connection that somebody holds; it's released once, for good when something is said to be wrong with it. */
export interface HeldConnection {
  /** Asks, and waits so many milliseconds at most, or as long as it takes. Throws a DatabaseFault when the database fails. */
  ask(query: Pick<CompiledQuery, 'sql' | 'parameters'>, patience?: number): Promise<QueryResult<never>>;
  release(isBroken?: boolean): void;
}

export interface Connections {
  hold(): Promise<HeldConnection>;
  close(): Promise<void>;
}

/** How long a connection may take to be made, or to come free, in milliseconds. */
const CONNECTING = 5000;
/** A connection over which nothing is heard for so long, in milliseconds, is asked whether it's still there. */
const SILENCE = 10_000;
/**
 * Queries are planned with little ado, since what they find is small and its joins are written in a good order. PostgreSQL would try
 * all orders of eight tables at a time, which takes it 95 ms for a line of a history that takes one to find (of four, 7 ms); and
 * where it takes a list for long, as in a new wiki of which it knows no sizes, it compiles the query for seconds.
 */
const PLANNING = 'set join_collapse_limit = 4; set jit = off';

/** Makes connections as they're needed, at most so many. */
export function connectTo(url: string, most: number): Connections {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    types: { getTypeParser: plainNumbers },
    connectionTimeoutMillis: CONNECTING,
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENCE,
  });
  // A connection that breaks fails what is asked over it, and is replaced; without these listeners it ends the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    // It's the first that is asked; if it fails, so does what is asked next.
    client.query(PLANNING).catch(() => undefined);
  });
  return {
    hold: async () => {
      try {
        return held(await pool.connect());
      } catch (error) {
        throw postgresFault(error);
      }
    },
    close: () => pool.end(),
  };
}

function held(client: pg.PoolClient): HeldConnection {
  let isBroken = false;
  return {
    ask: async ({ sql, parameters }, patience) => {
      try {
        const asked = { text: sql, values: [...parameters], ...(patience && { query_timeout: patience }) };
        return answerOf(await client.query(asked));
      } catch (error) {
        const fault = postgresFault(error);
        isBroken ||= isGone(fault);
        throw fault;
      }
    },
    release: (broken = false) => client.release(broken || isBroken),
  };
}

function answerOf({ command, rowCount, rows }: pg.QueryResult): QueryResult<never> {
  const changes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command);
  return { rows: (rows ?? []) as never[], ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) };
}

/** Counts come as 64-bit integers, which `pg` gives as text; ours stay far below 2^53. */
function plainNumbers(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');
}
