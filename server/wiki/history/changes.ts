/** Revisions across articles: everyone's, and one person's, newest first, page by page. */
import type { Db } from '../../db/schema.ts';
import { seesHidden, type Reader } from '../policy.ts';
import { revisionLines, toLines, type RevisionLine } from './lines.ts';

/** A revision with the article that it changed; of one that is deleted, and from whom, nothing that was written is told. */
export interface Change extends RevisionLine {
  article: { slug: string; title: string; kind: string; isGone?: true };
}

/** Returns everyone's newest revisions, at most `limit`, those before a sequence when one is given, as a reader is shown them. */
export async function newestChanges(
  db: Db,
  limit: number,
  before?: number,
  reader?: Reader,
): Promise<Change[]> {
  return page(db, changes(db), { limit, before, reader });
}

/** Returns the newest revisions of articles that aren't deleted, at most `limit`, as a reader is shown them. */
export async function newestStanding(db: Db, limit: number, reader?: Reader): Promise<Change[]> {
  return page(db, changes(db).where('deletion.act_id', 'is', null), { limit, reader });
}

/** Returns a person's newest revisions, at most `limit`, those before a sequence when one is given, as a reader is shown them. */
export async function contributions(
  db: Db,
  personId: number,
  limit: number,
  before?: number,
  reader?: Reader,
): Promise<Change[]> {
  const theirs = changes(db).where('revision.person_id', '=', personId);
  return page(db, theirs, { limit, before, reader });
}

/** Returns some revisions, by their sequences, in that order, as a reader is shown them. */
export async function changesOf(db: Db, sequences: readonly number[], reader?: Reader): Promise<Change[]> {
  if (sequences.length === 0) return [];
  const rows = await changes(db).where('revision.sequence', 'in', sequences).execute();
  const places = new Map(sequences.map((sequence, place) => [sequence, place]));
  const inOrder = rows.sort((a, b) => places.get(a.sequence)! - places.get(b.sequence)!);
  return toChanges(db, inOrder, reader);
}

function changes(db: Db) {
  return revisionLines(db)
    .innerJoin('article', 'article.id', 'revision.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .select(['article.slug', 'article.title', 'article.kind', 'deletion.act_id as deleted_by']);
}

async function page(
  db: Db,
  query: ReturnType<typeof changes>,
  { limit, before, reader }: { limit: number; before?: number | undefined; reader: Reader },
): Promise<Change[]> {
  const asked = before === undefined ? query : query.where('revision.sequence', '<', before);
  const rows = await asked.orderBy('revision.sequence', 'desc').limit(limit).execute();
  return toChanges(db, rows, reader);
}

async function toChanges(
  db: Db,
  rows: Awaited<ReturnType<ReturnType<typeof changes>['execute']>>,
  reader: Reader,
): Promise<Change[]> {
  const lines = await toLines(db, rows, reader);
  return rows.map(({ slug, title, kind, deleted_by }, i) =>
    deleted_by === null || seesHidden(reader)
      ? { ...lines[i]!, article: { slug, title, kind } }
      : { ...lines[i]!, summary: '', article: { slug: '', title: '', kind: '', isGone: true } },
  );
}
