/** The log with what an import did told as one act: it takes in hundreds of articles, one after the other, and gives each a licence. */
import { NO_END } from '../../db/no-end.ts';
import type { Db } from '../../db/schema.ts';
import { readAction } from '../acts.ts';
import type { Reader } from '../policy.ts';
import {
  listActs,
  newestActs,
  readActs,
  type BareAct,
  type LogFilter,
  type LoggedAct,
  type LogPage,
} from './public-log.ts';

/** Of how many acts at most, beside those of a page, it's seen which are of one import. */
const MOST_FOLDED = 1000;

/**
 * Returns the newest acts as `listActs` does; among acts of all sorts what an import did for one article after the other stands as the
 * newest of them.
 */
export async function listLog(
  db: Db,
  filter: LogFilter,
  limit: number,
  before = NO_END,
  reader?: Reader,
): Promise<LogPage> {
  if (filter.code !== undefined || filter.articleId !== undefined)
    return listActs(db, filter, limit, before, reader);
  const read = limit + MOST_FOLDED;
  const found = await newestActs(db, filter, before, read + 1);
  const runs = inRuns(found.slice(0, read)).slice(0, limit);
  const acts = await readActs(
    db,
    runs.map(({ act }) => act.id),
    reader,
  );
  const told = new Map(runs.map((run) => [run.act.id, run]));
  const last = runs.at(-1)?.last;
  return {
    acts: acts.map((act) => asTold(act, told.get(act.id)!)),
    ...(last !== found.at(-1)?.id && { older: last! }),
  };
}

/** An act that stands for some: so many others of the same import; the licence that it gave all of them, if it gave one; and the id of the last. */
interface LoggedRun {
  act: BareAct;
  others: number;
  licence?: string;
  last: number;
}

function asTold(act: LoggedAct, { others, licence }: LoggedRun): LoggedAct {
  return { ...act, ...(others > 0 && { others }), ...(licence !== undefined && { licence }) };
}

/** Returns acts in their order, those of one import that follow on each other as one. */
function inRuns(acts: readonly BareAct[]): LoggedRun[] {
  const runs: LoggedRun[] = [];
  for (const act of acts) {
    const run = runs.at(-1);
    if (!run || !takesIn(run, act)) runs.push({ act, others: 0, last: act.id });
  }
  return runs;
}

/** Takes into an import what it did for another article, or the licence that it gave one, and tells whether that is so: all that it does bears one moment. */
function takesIn(run: LoggedRun, act: BareAct): boolean {
  const { code, named } = readAction(act.action) ?? {};
  const isOfIt =
    readAction(run.act.action)?.code === 'import' &&
    run.act.recorded_at === act.recorded_at &&
    run.act.byline_id === act.byline_id &&
    (code === 'import' || (code === 'licence' && named === (run.licence ?? named)));
  if (!isOfIt) return false;
  if (code === 'import') run.others++;
  else run.licence = named!;
  run.last = act.id;
  return true;
}
