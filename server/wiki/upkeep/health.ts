/** Whether the database answers, and how it goes for those who write. */
import { setTimeout } from 'node:timers/promises';
import { writingState } from '../../db/driver.ts';
import type { Db } from '../../db/schema.ts';

/** How long the database may take to answer before it counts as hanging, in milliseconds. */
const PATIENCE = 1500;
const asked = new WeakMap<Db, Promise<boolean>>();

export interface Health {
  answers: boolean;
  /** How many wait to write, and what kept the last writer from it, if something did. */
  waiting: number;
  trouble: string | undefined;
}

/** Tells how the database does, within two seconds. However often that's asked, one question at a time is out. */
export async function databaseHealth(db: Db): Promise<Health> {
  const answer = asked.get(db) ?? ask(db).finally(() => asked.delete(db));
  asked.set(db, answer);
  const patience = new AbortController();
  const late = setTimeout(PATIENCE, false, { signal: patience.signal }).catch(() => false);
  const answers = await Promise.race([answer, late]);
  patience.abort();
  return { answers, ...writingState(db) };
}

async function ask(db: Db): Promise<boolean> {
  try {
    await db.selectFrom('person').select('id').limit(1).execute();
    return true;
  } catch {
    return false;
  }
}
