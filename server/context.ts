/** What every door is given: made once at the start and passed down, so that nothing is global. */
import type { Logger } from 'pino';
import type { Settings } from './config.ts';
import { openDatabase } from './db/open.ts';
import type { Db } from './db/schema.ts';
import { makeLog } from './log.ts';

export type { Db };

export interface Context {
  db: Db;
  /** The time now as ISO-8601 UTC, as everything that is stored has it. */
  now: () => string;
  log: Logger;
  settings: Settings;
}

/** Opens the database and the log that the settings name. */
export function makeContext(settings: Settings): Context {
  return {
    db: openDatabase(settings),
    now: () => new Date().toISOString(),
    log: makeLog(settings.logLevel),
    settings,
  };
}
