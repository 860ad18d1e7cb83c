/** What a commit did to one file comes in, in one transaction with its record; or it's noted why not. */
import type { Db, Tx } from '../../db/schema.ts';
import { WikiError } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import type { Kind } from '../../kinds/kind.ts';
import { cprLine } from '../../text/cpr.ts';
import { checkNamed, type Author } from '../history/author.ts';
import { readContent } from '../history/contents.ts';
import { recordAct } from '../record.ts';
import type { ForeignChange, ForeignCommit } from './foreign.ts';
import { coAuthorsOf, summaryOf } from './messages.ts';
import { foreignPerson, type ForeignPerson } from './people.ts';
import { isTooLarge, readFile } from './reading.ts';
import { writeRecord, type ImportRecord } from './records.ts';
import type { ImportNote, ImportReport } from './report.ts';
import { saveFirst, saveNext, type Entry, type ImportSaved, type Standing } from './saving.ts';

/** Where a history comes from, under a lasting name, and what its files become here. */
export interface ImportTerms {
  source: string;
  kind: Kind;
  licence: string;
}

/** An import under way. */
export interface ImportRun {
  db: Db;
  performer: Author;
  terms: ImportTerms;
  /** The wiki's key for recognising e-mails. */
  secret: Buffer;
  records: Map<string, ImportRecord>;
  /** The articles that this import has entered in the log. */
  logged: Set<number>;
  report: ImportReport;
}

/** A file as followed so far: its article, what it held when it was last imported, and what stopped it. */
export interface File {
  article?: { id: number; sequence: number; base: () => Promise<Content | undefined> };
  stopped?: ImportNote;
}

/** What one commit did to one file. */
export interface ImportStep {
  commit: ForeignCommit;
  change: ForeignChange;
  file: File;
}

/** Takes up what an earlier import made of a step: the file goes on from the last that came in. */
export function takeUp(
  { db, terms }: ImportRun,
  { change: { path, read }, file }: ImportStep,
  { outcome, articleId: id, ...record }: ImportRecord,
): void {
  const last = file.article?.sequence ?? 0;
  const sequence = record.sequence ?? last;
  if (id === null || sequence === 0 || sequence < last) return;
  if (outcome === 'imported') {
    file.article = { id, sequence, base: () => readContent(db, sequence) };
  } else if (outcome === 'merged' && read) {
    // The revision holds others' words too: only the file itself tells what came from it.
    const base = async () => {
      const text = await read();
      return text === undefined ? undefined : readFile(terms.kind, path, text).content;
    };
    file.article = { id, sequence, base };
  }
}

/** Imports a step, unless its file has been stopped. */
export async function importStep(run: ImportRun, step: ImportStep): Promise<void> {
  const { change, file } = step;
  if (file.stopped) {
    file.stopped.later++;
    return;
  }
  try {
    if (change.read) await importText(run, step, await change.read());
    else if (file.article) await leave(run, step, 'deleted');
  } catch (error) {
    if (!(error instanceof WikiError)) throw error;
    stop(run, step, holdsCpr(error) ? 'cpr' : 'refused', error);
  }
}

async function importText(run: ImportRun, step: ImportStep, text: string | undefined): Promise<void> {
  const { commit } = step;
  const person = foreignPerson(commit.author, run.secret);
  if (person.name === '') return leave(run, step, 'no-author');
  if (text === undefined) return leave(run, step, 'unreadable');
  if (isTooLarge(text)) return leave(run, step, 'too-large');
  const line = cprLine(text);
  if (line !== undefined) return stop(run, step, 'cpr', `line ${line}`);
  await importFile(run, step, { person, text });
}

async function importFile(
  run: ImportRun,
  step: ImportStep,
  { person, text }: { person: ForeignPerson; text: string },
): Promise<void> {
  const { commit, change, file } = step;
  const base = await file.article?.base();
  if (file.article && !base) return stop(run, step, 'no-base');
  const { content, problem } = readFile(run.terms.kind, change.path, text, base, run.report);
  if (problem !== undefined) note(run, step, 'front-matter', problem);
  const { writtenAt, message } = commit;
  const { source } = run.terms;
  const entry = { source, person, writtenAt, summary: summaryOf(message), content };
  const saved = await save(run, step, entry, file.article && base && { ...file.article, base });
  if (saved.outcome === 'clash') return stop(run, step, 'clash', saved.fields.join(', '));
  if (saved.titleKept) note(run, step, 'title-kept', saved.titleKept);
  if (saved.sequence !== null) count(run, entry, saved, file.article === undefined);
  const sequence = saved.sequence ?? file.article!.sequence;
  file.article = { id: saved.articleId, sequence, base: () => Promise.resolve(content) };
}

/** Tells whether something was refused because of a CPR number, in the text or beside it. */
function holdsCpr({ problems }: WikiError): boolean {
  return problems.some(({ code }) => code.startsWith('cpr'));
}

/** Leaves the article as it is, for good, and says why. */
async function leave(run: ImportRun, step: ImportStep, code: ImportNote['code']): Promise<void> {
  const outcome = code === 'deleted' ? code : 'skipped';
  const record = { outcome, articleId: step.file.article?.id ?? null, sequence: null } as const;
  await run.db.transaction().execute((tx) => keep(tx, run, step, record));
  note(run, step, code);
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

function save(run: ImportRun, step: ImportStep, entry: Entry, standing: Standing | undefined) {
  const { db, performer, terms } = run;
  return db.transaction().execute(async (tx) => {
    await checkNamed(tx, performer);
    const saved = standing
      ? await saveNext(tx, performer, entry, standing)
      : await saveFirst(tx, performer, entry, terms.licence);
    if (saved.outcome !== 'clash') await keep(tx, run, step, saved);
    return saved;
  });
}

/** Keeps the record of a step and, with the first revision that an article gets, the log's entry of the import. */
async function keep(
  tx: Tx,
  { performer, terms: { source }, secret, logged }: ImportRun,
  { commit: { id: commit, message }, change: { path } }: ImportStep,
  record: ImportRecord,
): Promise<void> {
  const coAuthors = coAuthorsOf(message).map((signature) => foreignPerson(signature, secret).key);
  await writeRecord(tx, { source, commit, path }, record, coAuthors, performer.at);
  const { articleId, sequence } = record;
  if (articleId === null || sequence === null || logged.has(articleId)) return;
  await recordAct(tx, performer, 'import', { articleId, words: { source, path } });
}

function count(
  { report, logged }: ImportRun,
  { person }: Entry,
  { articleId }: ImportSaved,
  first: boolean,
): void {
  logged.add(articleId);
  if (first) report.articles++;
  report.revisions++;
  report.people.add(person.key);
  report.names.add(person.name);
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
