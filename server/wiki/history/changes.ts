/** Revisions across articles: everyone's, and one person's, newest first, page by page. */
import type { Db } from '../../db/schema.ts';
import { revisionLines, toLine, type RevisionLine } from './lines.ts';

/** A revision with the article that it changed. */
export interface Change extends RevisionLine {
  article: { slug: string; title: string; kind: string };
}

/** Returns everyone's newest revisions, at most `limit`, those before a sequence when one is given. */
export async function newestChanges(db: Db, limit: number, before?: number): Promise<Change[]> {
  let query = changes(db);
  if (before !== undefined) query = query.where('revision.sequence', '<', before);
  const rows = await query.orderBy('revision.sequence', 'desc').limit(limit).execute();
  return rows.map(toChange);
}

/** Returns a person's newest revisions, at most `limit`, those before a sequence when one is given. */
export async function contributions(
  db: Db,
  personId: number,
  limit: number,
  before?: number,
): Promise<Change[]> {
  let query = changes(db).where('revision.person_id', '=', personId);
  if (before !== undefined) query = query.where('revision.sequence', '<', before);
  const rows = await query.orderBy('revision.sequence', 'desc').limit(limit).execute();
  return rows.map(toChange);
}

function changes(db: Db) {
  return revisionLines(db)
    .innerJoin('article', 'article.id', 'revision.article_id')
    .select(['article.slug', 'article.title', 'article.kind']);
}

type ChangeRow = Awaited<ReturnType<ReturnType<typeof changes>['execute']>>[number];

function toChange(row: ChangeRow): Change {
  const { slug, title, kind } = row;
  return { ...toLine(row), article: { slug, title, kind } };
}
