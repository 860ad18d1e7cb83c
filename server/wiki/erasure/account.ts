/** The account of what was erased: a log entry names one thing each, so that nothing can be gone without a person and a reason. */
import type { Db, Tx } from '../../db/schema.ts';
import type { Author } from '../author.ts';
import { writeLog } from '../log.ts';

/** What the law may order erased: the content or summary of a revision, the words of a byline or of a log entry. */
export type Erasable = 'content' | 'summary' | 'byline' | 'log';

/** The log's action for each; `erased_id` is then a revision's sequence, twice, a byline's id or a log entry's. */
const ACTIONS: Record<Erasable, string> = {
  content: 'erase-content',
  summary: 'erase-summary',
  byline: 'erase-byline',
  log: 'erase-log',
};

/** Enters in the log what was erased, and why. */
export async function writeErasure(
  tx: Tx,
  performer: Author,
  [what, erasedId]: readonly [what: Erasable, id: number],
  { reason, ...target }: { reason: string; articleId?: number; personId?: number },
): Promise<void> {
  await writeLog(tx, performer, ACTIONS[what], { ...target, erasedId, words: { reason } });
}

/** Returns what the log says was erased, by its id in each table. */
export async function readErasures(db: Db): Promise<Record<Erasable, ReadonlySet<number>>> {
  const rows = await db
    .selectFrom('log')
    .select(['action', 'erased_id'])
    .where('erased_id', 'is not', null)
    .execute();
  const ids = (what: Erasable) =>
    new Set(rows.filter(({ action }) => action === ACTIONS[what]).map((row) => row.erased_id!));
  return { content: ids('content'), summary: ids('summary'), byline: ids('byline'), log: ids('log') };
}
