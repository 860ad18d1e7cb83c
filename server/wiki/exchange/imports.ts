/**
 * A foreign history becomes revisions: one for each file that a commit changed, by the person who wrote it there, in
 * the order of the commits. Each stands in one transaction with its record, so that an import which was cut short, or
 * is run again, goes on where it stopped.
 */
import type { Db } from '../../db/schema.ts';
import type { Author } from '../history/author.ts';
import { lastingKey } from '../upkeep/secrets.ts';
import { importStep, takeUp, type File, type ImportTerms, type ImportRun, type ImportStep } from './steps.ts';
import { fileFollower } from './files.ts';
import type { ForeignCommit } from './foreign.ts';
import { hiddenPath, readRecords, recordKey } from './records.ts';
import { emptyReport, type ImportReport } from './report.ts';

export type { ImportTerms } from './steps.ts';
export type { ForeignChange, ForeignCommit } from './foreign.ts';
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
    db,
    performer,
    terms,
    secret: await lastingKey(db, 'import-key'),
    records: await readRecords(db, terms.source),
    files: new Map(),
    logged: new Set(),
    report: emptyReport(),
  };
  const steps = stepsOf(commits);
  // What is in stands before what is new, wherever the new commits stand among the old.
  const fresh = steps.map((each) => each.filter((step) => !takeUpKnown(run, step)));
  for (const [index, each] of fresh.entries()) {
    const before = run.report.revisions;
    for (const step of each) await importStep(run, step);
    if (run.report.revisions > before) run.report.commits++;
    progress(index + 1);
  }
  return run.report;
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
