/**
 * A foreign history becomes revisions: one for each file that a commit changed, by the person who wrote it there, in
 * the order of the commits. Each stands in one transaction with its record, and some others, so that an import which was
 * cut short, or is run again, goes on where it stopped.
 */
import { setTimeout } from 'node:timers/promises';
import type { Db } from '../../db/schema.ts';
import { checkNamed, type Author } from '../history/author.ts';
import { lastingKey } from '../upkeep/secrets.ts';
import { recordTogether } from '../record.ts';
import { importStep } from './steps.ts';
import { isStopped, takeUp, type File, type ImportRun, type ImportStep, type ImportTerms } from './run.ts';
import { fileFollower } from './files.ts';
import type { ForeignCommit } from './foreign.ts';
import { hiddenPath, readRecords, recordKey, writeRecords } from './records.ts';
import { emptyReport, type ImportReport } from './report.ts';

export type { ImportTerms } from './run.ts';
export type { ForeignChange, ForeignCommit, ForeignSignature } from './foreign.ts';
export { coAuthorsOf } from './messages.ts';
export type { ImportNote, ImportReport } from './report.ts';

/**
 * Imports commits, given oldest first, on behalf of the performer. `progress` is told how many have been walked.
 * What can't come in is noted in the report and stops at most its own file.
 */
export async function importHistory(
  db: Db,
  performer: Author,
  terms: ImportTerms,
  commits: readonly ForeignCommit[],
  progress: (done: number) => void = () => undefined,
): Promise<ImportReport> {
  const run: ImportRun = {
    performer,
    terms,
    secret: await lastingKey(db, 'import-key'),
    records: await readRecords(db, terms.source),
    fresh: [],
    files: new Map(),
    logged: new Set(),
    made: new Set(),
    report: emptyReport(),
  };
  const steps = stepsOf(commits);
  // What is in stands before what is new, wherever the new commits stand among the old.
  const fresh = steps.flat().filter((step) => !takeUpKnown(run, step));
  for await (const ahead of readAhead(fresh)) {
    while (ahead.length > 0) {
      progress(await importSome(db, run, ahead));
      await setTimeout(PAUSE);
    }
  }
  progress(commits.length);
  return run.report;
}

/** How long an import keeps others waiting who save here, in milliseconds, and how long they then have the place to write. */
const [BATCH, PAUSE] = [500, 5];
/** How many steps are read ahead. */
const AHEAD = 200;

/** Yields some steps at a time with the texts that they came to, which are read while nobody waits for that. */
async function* readAhead(steps: readonly ImportStep[]): AsyncGenerator<ImportStep[]> {
  for (let from = 0; from < steps.length; from += AHEAD) {
    yield await Promise.all(steps.slice(from, from + AHEAD).map(withText));
  }
}

/** Takes steps in one transaction, until the time is up, and returns how many commits have been walked. What is in before one fails stays. */
async function importSome(db: Db, run: ImportRun, ahead: ImportStep[]): Promise<number> {
  const end = performance.now() + BATCH;
  let [walked, failure]: [number, Error | undefined] = [0, undefined];
  await recordTogether(db, async (tx) => {
    await checkNamed(tx, run.performer);
    run.fresh = [];
    while (ahead.length > 0 && !failure && performance.now() < end) {
      const step = ahead.shift()!;
      const { revisions } = run.report;
      await importStep(tx, run, step).catch((error: Error) => (failure = error));
      if (run.report.revisions > revisions) run.made.add(step.commit);
      walked = step.index! + 1;
    }
    await writeRecords(tx, run.terms.source, run.fresh, run.performer.at);
  });
  if (failure) throw failure;
  run.report.commits = run.made.size;
  return walked;
}

async function withText(step: ImportStep): Promise<ImportStep> {
  const { read } = step.change;
  if (!read || isStopped(step)) return step;
  const text = read();
  // What can't be read fails in its turn.
  await text.catch(() => undefined);
  return { ...step, change: { ...step.change, read: () => text } };
}

/** Returns what each commit did to which file. Of each file it's known where it ends, and what it will hold. */
function stepsOf(commits: readonly ForeignCommit[]): ImportStep[][] {
  const follow = fileFollower<File>(() => ({}));
  const all = new Map<File, ImportStep[]>();
  return commits.map((commit, index) =>
    follow(commit).map(([change, file]) => {
      const steps = all.get(file) ?? [];
      const place = steps.length + 1;
      const later = () => steps.slice(place).flatMap((step) => step.change.read ?? []);
      const step = { commit, change, file, index, later };
      all.set(file, steps);
      steps.push(step);
      file.path = change.path;
      file.isGone = change.read === undefined;
      if (file.isGone) file.deletedBy ??= index;
      return step;
    }),
  );
}

/** Tells whether an earlier import has done a step, and if so goes on from it. */
function takeUpKnown(run: ImportRun, step: ImportStep): boolean {
  const recordOf = (path: string) => run.records.get(recordKey(step.commit.id, path));
  const { path } = step.change;
  const record = recordOf(path) ?? recordOf(hiddenPath(path, run.secret));
  if (record) takeUp(run, step, record);
  return record !== undefined;
}
