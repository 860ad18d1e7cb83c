/** Revisions across articles: everyone's, and one person's, newest first, page by page. */
import type { Db } from '../../db/schema.ts';
import { seesHidden, type Reader } from '../policy.ts';
import { revisionLines, toLines, type RevisionLine } from './lines.ts';

/** A revision with the article that it changed; of one that is deleted, and from whom, nothing that was written is told. */
export interface Change extends RevisionLine {
  article: { slug: string; title: string; kind: string; isGone?: true };
}

/** A page of changes: at most `limit`, those before a sequence when one is given; without those of deleted articles, if so. */
interface ChangesAsked {
  limit: number;
  before?: number | undefined;
  ofStanding?: boolean;
}

/** Returns everyone's newest revisions, as a reader is shown them. */
export async function newestChanges(db: Db, asked: ChangesAsked, reader?: Reader): Promise<Change[]> {
  return page(db, changes(db), asked, reader);
}

/** Returns a person's newest revisions, as a reader is shown them. */
export async function contributions(
  db: Db,
  personId: number,
  asked: ChangesAsked,
  reader?: Reader,
): Promise<Change[]> {
  return page(db, changes(db).where('revision.person_id', '=', personId), asked, reader);
}

type Changes = ReturnType<typeof changes>;

function changes(db: Db) {
  return revisionLines(db)
    .innerJoin('article', 'article.id', 'revision.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .select(['article.slug', 'article.title', 'article.kind', 'deletion.act_id as deleted_by']);
}

async function page(
  db: Db,
  query: Changes,
  { limit, before, ofStanding = false }: ChangesAsked,
  reader: Reader,
): Promise<Change[]> {
  let asked = query;
  if (before !== undefined) asked = asked.where('revision.sequence', '<', before);
  if (ofStanding) asked = asked.where('deletion.act_id', 'is', null);
  const rows = await asked.orderBy('revision.sequence', 'desc').limit(limit).execute();
  const lines = await toLines(db, rows, reader);
  return rows.map(({ slug, title, kind, deleted_by }, i) =>
    deleted_by === null || seesHidden(reader)
      ? { ...lines[i]!, article: { slug, title, kind } }
      : { ...lines[i]!, summary: '', article: { slug: '', title: '', kind, isGone: true } },
  );
}
