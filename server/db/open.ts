/** Opens the database on either engine. How each of them reads, writes and fails stands in its own folder. */
import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Dialect,
  type LimitNode,
} from 'kysely';
import { makeDriver, watchWriting, type Store } from './driver.ts';
import { makeFiles, tightenFiles } from './files.ts';
import { postgresStore } from './postgres/store.ts';
import type { Db, Schema } from './schema.ts';
import { sqliteStore } from './sqlite/store.ts';

/** Opens PostgreSQL at the address, else SQLite at `wiki.db` in the folder, which is made if it's missing. */
export function openDatabase(at: { databaseUrl: string | undefined; dataFolder: string }): Db {
  if (!at.databaseUrl) return openSqlite(at.dataFolder);
  tightenFiles(at.dataFolder);
  return openPostgres(at.databaseUrl);
}

function openSqlite(folder: string): Db {
  return openStore(sqliteStore(makeFiles(folder)), {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new UnreadLimits(),
  });
}

function openPostgres(url: string): Db {
  return openStore(postgresStore(url), {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  });
}

function openStore(store: Store, dialect: Omit<Dialect, 'createDriver'>): Db {
  const { driver, state } = makeDriver(store);
  const db = new Kysely<Schema>({ dialect: { ...dialect, createDriver: () => driver } });
  watchWriting(db, state);
  return db;
}

/** SQLite looks at a bound limit to plan by it, and so plans anew each time one is bound; at a sum it doesn't look. */
class UnreadLimits extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    super.visitLimit(node);
    this.append(' + 0');
  }
}
