/** An import under way: what is known of each file, from what came in now and from what earlier imports made of it. */
import type { Db } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { Author } from '../history/author.ts';
import { readContent } from '../history/contents.ts';
import type { ForeignChange, ForeignCommit } from './foreign.ts';
import type { Recognising } from './people.ts';
import { isTooLarge, readFile } from './reading.ts';
import type { ImportRecord, PlacedRecord } from './records.ts';
import type { ImportNote, ImportReport } from './report.ts';
import { calledFor } from './titles.ts';

/** Where a history comes from, under a lasting name, whom it names by which signature, and what its files become here. */
export interface ImportTerms extends Pick<Recognising, 'whoIs'> {
  source: string;
  kind: Kind;
  licence: string;
}

/** An import under way. */
export interface ImportRun {
  performer: Author;
  terms: ImportTerms;
  /** The wiki's key for recognising e-mails. */
  secret: Buffer;
  records: Map<string, ImportRecord>;
  /** Those that the transaction is still to write. */
  fresh: PlacedRecord[];
  /** The files by their articles. */
  files: Map<number, File>;
  /** The articles that this import has entered in the log. */
  logged: Set<number>;
  /** The commits that made revisions. */
  made: Set<ForeignCommit>;
  report: ImportReport;
}

/** A file as followed so far: its article, what it held when it was last imported, what it was called for it, and what stopped it. */
export interface File {
  article?: {
    id: number;
    sequence: number;
    base: (db: Db) => Promise<Content | undefined>;
    called: (db: Db, base: Content) => Promise<string>;
  };
  /** Whether an earlier import knew it. */
  isKnown?: boolean;
  stopped?: ImportNote;
  /** Where it stands last; which commit deleted it first, counted from the first of all; and whether it's gone at last. */
  path?: string;
  deletedBy?: number;
  isGone?: boolean;
  /** That it's gone, as noted. */
  gone?: ImportNote;
  /** The file that has its article: it moved, and was rewritten meanwhile. */
  into?: File;
}

/** What one commit, the so many'th, did to one file; `later` are the texts that the file has after that. */
export interface ImportStep {
  commit: ForeignCommit;
  change: ForeignChange;
  file: File;
  index?: number;
  later?: () => readonly NonNullable<ForeignChange['read']>[];
}

/** Takes up what an earlier import made of a step: the file goes on from the last that came in. */
export function takeUp(
  { terms, files }: ImportRun,
  { change: { path, read }, file: told }: ImportStep,
  { outcome, articleId: id, ...record }: ImportRecord,
): void {
  const file = id === null ? told : joined(told, files.get(id));
  file.isKnown = told.isKnown = true;
  const last = file.article?.sequence ?? 0;
  const sequence = record.sequence ?? last;
  if (id === null || sequence === 0 || sequence < last) return;
  const stored = (db: Db) => readContent(db, sequence);
  if (outcome === 'imported') {
    file.article = { id, sequence, base: stored, called: (_, { title }) => Promise.resolve(title) };
  } else if (outcome === 'merged' && read) {
    // The revision holds others' words too: only the file itself tells what came from it.
    const base = async (db: Db) => {
      const text = await read();
      if (text !== undefined && isTooLarge(text)) return stored(db);
      return text === undefined ? undefined : readFile(terms.kind, path, text).content;
    };
    file.article = { id, sequence, base, called: (db, { title }) => calledFor(db, sequence, title) };
  }
  if (file.article) files.set(id, file);
}

/** Returns the one file that two of one article are: that which stands at last goes on. */
function joined(file: File, other = file): File {
  const [one, two] = [lastOf(file), lastOf(other)];
  if (one === two) return one;
  const [before, after] = one.isGone ? [one, two] : [two, one];
  before.into = after;
  if ((before.article?.sequence ?? 0) > (after.article?.sequence ?? 0)) after.article = before.article!;
  return after;
}

/** Returns the file that goes on with the article of one. */
export function lastOf(file: File): File {
  return file.into ? lastOf(file.into) : file;
}

/** Tells whether a step is of a file that has been stopped. */
export function isStopped({ file }: ImportStep): boolean {
  return lastOf(file).stopped !== undefined;
}
