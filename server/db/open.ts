/**
 * Opens the database on either engine. All that differs between them while the wiki runs stands here: a
 * transaction takes the one writing place at its start, so that the order of commits is the order of `sequence`; one
 * that only reads sees a single moment and holds nobody up.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  SqliteDialect,
  SqliteDriver,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type LimitNode,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import pg from 'pg';
import type { Db, Schema } from './schema.ts';

/** How long a writer waits for another process's transaction on SQLite, in milliseconds. */
const BUSY_TIMEOUT = 30_000;
/**
 * How long it waits in one go. SQLite asks ever more seldom the longer it waits, and blocks this process meanwhile: with
 * many short waits a busy neighbour starves nobody.
 */
const BUSY_STEP = 20;
/** How many prepared statements are kept; SQLite takes as long to read a query as to run it. */
const STATEMENTS = 500;
/** Any fixed number will do: every writer of this database takes the same advisory lock. */
const WRITING_PLACE = 0x1277;

/** Opens PostgreSQL at the address, else SQLite at `wiki.db` in the folder, which is made if it's missing. */
export function openDatabase(at: { databaseUrl: string | undefined; dataFolder: string }): Db {
  return at.databaseUrl ? openPostgres(at.databaseUrl) : openSqlite(at.dataFolder);
}

function openSqlite(folder: string): Db {
  // The database holds password hashes and keys: it is for the one who runs the wiki alone.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new Sqlite(join(folder, 'wiki.db'), { timeout: BUSY_TIMEOUT });
  for (const setting of [
    'journal_mode = wal',
    'synchronous = full',
    'foreign_keys = on',
    'secure_delete = on',
  ]) {
    database.pragma(setting);
  }
  const statements = new LRUCache<string, Sqlite.Statement>({ max: STATEMENTS });
  const prepare = (text: string) => {
    const statement = statements.get(text) ?? database.prepare(text);
    statements.set(text, statement);
    return statement as SqliteStatement;
  };
  return new Kysely<Schema>({
    dialect: new ImmediateSqlite({ database: { prepare, close: () => void database.close() } }),
  });
}

function openPostgres(url: string): Db {
  const pool = new pg.Pool({ connectionString: url, max: 10, types: { getTypeParser: plainNumbers } });
  // A connection that the server drops while idle is replaced at the next query; without a listener it ends the process.
  pool.on('error', () => undefined);
  return new Kysely<Schema>({ dialect: new LockingPostgres({ pool }) });
}

/** Plain `begin` fails at once when a second process wrote in between; `begin immediate` waits its turn. */
class ImmediateSqlite extends SqliteDialect {
  readonly #config;
  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config);
    this.#config = config;
  }
  override createDriver(): SqliteDriver {
    return new (class extends SqliteDriver {
      override async beginTransaction(
        connection: DatabaseConnection,
        { accessMode }: TransactionSettings = {},
      ): Promise<void> {
        const run = (statement: string) => connection.executeQuery(CompiledQuery.raw(statement));
        if (accessMode === 'read only') return void (await run('begin'));
        await run(`pragma busy_timeout = ${BUSY_STEP}`);
        try {
          await whileBusy(() => run('begin immediate'));
        } finally {
          await run(`pragma busy_timeout = ${BUSY_TIMEOUT}`);
        }
      }
    })(this.#config);
  }
  override createQueryCompiler(): SqliteQueryCompiler {
    return new UnreadLimits();
  }
}

/** SQLite looks at a bound limit to plan by it, and so plans anew each time one is bound; at a sum it doesn't look. */
class UnreadLimits extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    super.visitLimit(node);
    this.append(' + 0');
  }
}

class LockingPostgres extends PostgresDialect {
  readonly #config;
  constructor(config: ConstructorParameters<typeof PostgresDialect>[0]) {
    super(config);
    this.#config = config;
  }
  override createDriver(): PostgresDriver {
    return new (class extends PostgresDriver {
      override async beginTransaction(
        connection: DatabaseConnection,
        { accessMode }: TransactionSettings,
      ): Promise<void> {
        const snapshot = accessMode === 'read only' ? ' isolation level repeatable read read only' : '';
        await connection.executeQuery(CompiledQuery.raw(`begin${snapshot}`));
        if (snapshot) return;
        await connection.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${WRITING_PLACE})`));
      }
    })(this.#config);
  }
}

/** Tries until the database isn't busy. Throws the last refusal when it has been busy for too long. */
async function whileBusy(begin: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + BUSY_TIMEOUT;
  for (;;) {
    try {
      await begin();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || performance.now() > deadline) throw error;
      await setTimeout(Math.random() * BUSY_STEP);
    }
  }
}

/** Counts come as 64-bit integers, which `pg` gives as text; ours stay far below 2^53. */
function plainNumbers(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');
}
