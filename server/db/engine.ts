/** Which of the two engines a database runs on. */
import { PostgresAdapter } from 'kysely';
import type { Db } from './schema.ts';

export type Engine = 'sqlite' | 'postgres';

/** Tells which engine a database runs on. */
export function engineOf(db: Db): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
