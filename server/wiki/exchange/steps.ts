/** What a commit did to one file comes in together with its record, or it's noted why not. */
import type { Db, Tx } from '../../db/schema.ts';
import { WikiError } from '../../errors.ts';
import { cleanText } from '../../text/clean.ts';
import { cprLine } from '../../text/cpr.ts';
import { recordAct, recordApart } from '../record.ts';
import { summaryOf } from './messages.ts';
import { foreignAuthors, type ForeignAuthors } from './people.ts';
import { isPointer, isTooLarge, readFile } from './reading.ts';
import type { ImportRecord } from './records.ts';
import type { ImportNote } from './report.ts';
import { lastOf, type File, type ImportRun, type ImportStep } from './run.ts';
import { saveFirst, saveNext, type Entry, type ImportSaved, type Standing } from './saving.ts';
import { holderOf, titlesFor } from './titles.ts';

/** Imports a step, unless its file has been stopped. What is refused leaves nothing behind in the transaction. */
export async function importStep(tx: Tx, run: ImportRun, told: ImportStep): Promise<void> {
  const step = { ...told, file: lastOf(told.file) };
  const { change, file } = step;
  if (file.stopped) {
    file.stopped.later++;
    return;
  }
  // What came in before nobody asked where it was from stands as it is.
  if (change.outside && file.isKnown) return;
  try {
    await recordApart(tx, async () => {
      if (change.read) await importText(tx, run, step, await change.read());
      else if (file.article) await remove(tx, run, step, told.file);
    });
  } catch (error) {
    if (!(error instanceof WikiError)) throw error;
    stop(run, step, holdsCpr(error) ? 'cpr' : 'refused', error);
  }
}

async function importText(tx: Tx, run: ImportRun, step: ImportStep, text: string | undefined): Promise<void> {
  const { commit, change } = step;
  const authors = foreignAuthors(commit, { ...run.terms, secret: run.secret });
  if (authors.person.name === '') return stop(run, step, 'no-author');
  if (change.torn) return stop(run, step, 'torn');
  if (text === undefined) return stop(run, step, 'unreadable');
  if (isPointer(text)) return stop(run, step, 'pointer');
  const part = isTooLarge(text) ? await partOf(tx, run, step, text) : text;
  if (part === undefined) return stop(run, step, 'too-large');
  const line = cprLine(part);
  if (line !== undefined) return stop(run, step, 'cpr', `line ${line}`);
  await importFile(tx, run, step, { authors, text: part });
  if (part !== text && !step.file.stopped) note(run, step, 'part');
}

/** Returns those lines of a file that is too large which it held before or holds after: whoever wrote them gets credit for them. */
async function partOf(tx: Tx, { terms }: ImportRun, { file, later, change }: ImportStep, text: string) {
  for (const read of later?.() ?? []) {
    const next = await read();
    if (next === undefined || isTooLarge(next)) continue;
    const before = (await file.article?.base(tx))?.body ?? '';
    const kept = new Set([...before.split('\n'), ...cleanText(next).split('\n')]);
    const lines = cleanText(text)
      .split('\n')
      .filter((line) => kept.has(line));
    const part = lines.join('\n').replace(/\n{3,}/g, '\n\n');
    const holds = readFile(terms.kind, change.path, part).content.body !== '';
    return holds && !isTooLarge(part) ? part : undefined;
  }
  return undefined;
}

async function importFile(
  tx: Tx,
  run: ImportRun,
  step: ImportStep,
  { authors, text }: { authors: ForeignAuthors; text: string },
): Promise<void> {
  const { commit, change, file } = step;
  const article = file.article ?? (await takeOver(tx, run, step, text));
  const standing = await standingOf(tx, article);
  if (article && !standing) return stop(run, step, 'no-base');
  const { content, problem } = readFile(run.terms.kind, change.path, text, standing?.base, run.report);
  if (problem !== undefined) note(run, step, 'front-matter', problem);
  const isCalledAnew = content.title !== standing?.base.title;
  const titles = isCalledAnew
    ? titlesFor(content.title, change.path, await besideOf(tx, run, content.title))
    : [content.title];
  const words = { writtenAt: commit.writtenAt, summary: summaryOf(commit.message) };
  const entry = { source: run.terms.source, ...words, ...authors, content, titles };
  const saved = await save(tx, run, step, { entry, standing });
  if (saved.outcome === 'clash') return stop(run, step, 'clash', saved.fields.join(', '));
  const { articleId: id, called } = saved;
  if (called !== content.title && called !== standing?.called) note(run, step, 'called', called);
  if (saved.sequence !== null) count(run, entry, saved, article === undefined);
  const sequence = saved.sequence ?? article!.sequence;
  const known = { base: () => Promise.resolve(content), called: () => Promise.resolve(called) };
  file.article = { id, sequence, ...known };
  run.files.set(id, file);
}

async function standingOf(db: Db, article: File['article']): Promise<Standing | undefined> {
  const base = await article?.base(db);
  return article && base && { ...article, base, called: await article.called(db, base) };
}

/**
 * Returns the article of a file of the same title that is gone at last, and that was deleted when this one begins or before:
 * the file has moved, and has been rewritten so much meanwhile that nothing else tells.
 */
async function takeOver(db: Db, run: ImportRun, { change, file, index = 0 }: ImportStep, text: string) {
  const { title } = readFile(run.terms.kind, change.path, text).content;
  const holder = await holderOf(db, title);
  const before = holder?.isCurrent ? run.files.get(holder.id) : undefined;
  if (!before?.isGone || before.stopped || !(before.deletedBy! <= index)) return undefined;
  run.report.notes = run.report.notes.filter((each) => each !== before.gone);
  before.into = file;
  return before.article;
}

/** Returns the path of the file whose article has a title, or had it. */
async function besideOf(db: Db, { files }: ImportRun, title: string): Promise<string | undefined> {
  const holder = await holderOf(db, title);
  return holder && files.get(holder.id)?.path;
}

/** Tells whether something was refused because of a CPR number, in the text or beside it. */
function holdsCpr({ problems }: WikiError): boolean {
  return problems.some(({ code }) => code.startsWith('cpr'));
}

/** The file is gone; its article stays. */
async function remove(tx: Tx, run: ImportRun, step: ImportStep, told: File): Promise<void> {
  const record = { outcome: 'deleted', articleId: step.file.article!.id, sequence: null } as const;
  await keep(tx, run, step, record);
  if (!told.into) told.gone ??= note(run, step, 'deleted');
}

/** Leaves the article as it is until the next import, and says why. */
function stop(
  run: ImportRun,
  step: ImportStep,
  code: ImportNote['code'],
  detail?: ImportNote['detail'],
): void {
  step.file.stopped = note(run, step, code, detail);
}

async function save(
  tx: Tx,
  run: ImportRun,
  step: ImportStep,
  { entry, standing }: { entry: Entry; standing: Standing | undefined },
) {
  const { performer, terms } = run;
  const saved = standing
    ? await saveNext(tx, performer, entry, standing)
    : await saveFirst(tx, performer, entry, terms.licence);
  if (saved.outcome !== 'clash') await keep(tx, run, step, saved);
  return saved;
}

/** Keeps the record of a step and, with the first revision that an article gets, the log's entry of the import. */
async function keep(
  tx: Tx,
  { performer, terms: { source }, logged, fresh }: ImportRun,
  { commit: { id: commit }, change: { path } }: ImportStep,
  record: ImportRecord,
): Promise<void> {
  const { articleId, sequence } = record;
  if (articleId !== null && sequence !== null && !logged.has(articleId)) {
    await recordAct(tx, performer, 'import', { articleId, words: { source, path } });
  }
  fresh.push({ commit, path, ...record });
}

function count(
  { report, logged }: ImportRun,
  { person, coAuthors }: Entry,
  { articleId }: ImportSaved,
  first: boolean,
): void {
  logged.add(articleId);
  if (first) report.articles++;
  report.revisions++;
  for (const { key, name } of [person, ...coAuthors]) {
    report.people.add(key);
    report.names.add(name);
  }
}

function note(
  { report }: ImportRun,
  { commit, change }: ImportStep,
  code: ImportNote['code'],
  detail?: ImportNote['detail'],
): ImportNote {
  const where = { commit: commit.id, path: change.path };
  const made = { code, ...where, later: 0, ...(detail !== undefined && { detail }) };
  report.notes.push(made);
  return made;
}
