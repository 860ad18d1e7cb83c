/**
 * Taking back is adding: each way of it saves a new, named, reasoned revision through the same door as an edit, and the
 * words that come back stay credited to those who wrote them. Nobody brings back a text that is hidden from them.
 */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { editedSince, invalid } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import { findArticle, type Article } from './articles.ts';
import type { Author } from '../history/author.ts';
import { checkSummary } from './checks.ts';
import { checkBase, saveMerged, saveOnto, type Conflict, type Saved } from './edits.ts';
import { mergeContents, type Choices } from './merging.ts';
import { contentAt, contentOf } from '../history/reading.ts';
import type { Reader, Subject } from '../policy.ts';

/** Why something is taken back, and the revision that the one who does it was looking at. */
interface Reason {
  base?: number | undefined;
  summary: string;
  /** What they chose where an earlier try clashed. */
  choices?: Choices | undefined;
}

/**
 * Saves an old revision of an article again. It isn't validated anew: what once stood may stand again, but for a CPR number.
 * Throws 404 when there's no such article or number, 410 when the text is hidden from the author or the article deleted,
 * 422 without a summary or for such a number.
 */
export async function restoreRevision(
  db: Db,
  author: Author,
  slug: string,
  { number, ...reason }: Reason & { number: number },
): Promise<Saved | Conflict> {
  checkReason(reason.summary);
  return db.transaction().execute(async (tx) => {
    const article = await findArticle(tx, slug);
    const content = await contentAt(tx, article.id, number, author);
    const edit = { ...reason, content, minor: false };
    return saveOnto(tx, author, article, edit, { action: 'restore', fromNumber: number });
  });
}

/**
 * Takes back the revisions from one number to another, both included, and keeps what came after: a three-way merge with
 * the last of them as base, as MediaWiki's undo does it.
 * Throws as `restoreRevision` does, and 422 when the first revision is among them.
 */
export async function undoRevisions(
  db: Db,
  author: Author,
  slug: string,
  { from, to, base, summary, choices }: Reason & { from: number; to: number },
): Promise<Saved | Conflict> {
  checkReason(summary);
  return db.transaction().execute(async (tx) => {
    const article = await findArticle(tx, slug);
    const undone = await mergeUndone(tx, article, { from, to, choices }, author);
    const save = { base: checkBase(article, base), since: to, summary, minor: false };
    const revert = { action: 'undo', fromNumber: from, toNumber: to } as const;
    return saveMerged(tx, author, article, { ...undone, ...save, ...revert });
  });
}

/**
 * Takes back the last author's consecutive revisions: the article as the one before them left it is saved again.
 * Throws as `restoreRevision` does, 409 when somebody has saved since the base, and 422 without a base, or when nobody
 * else has written in the article.
 */
export async function rollBack(
  db: Db,
  author: Author,
  slug: string,
  { base, summary }: Reason,
): Promise<Saved | Conflict> {
  checkReason(summary);
  if (base === undefined) throw invalid([{ field: 'base', code: 'unknown-base' }]);
  return db.transaction().execute(async (tx) => {
    const article = await findArticle(tx, slug);
    if (checkBase(article, base) < article.number) throw editedSince();
    const from = await firstOfLastAuthor(tx, article);
    const content = await contentAt(tx, article.id, from - 1, author);
    const edit = { content, base, summary, minor: false };
    return saveOnto(tx, author, article, edit, {
      action: 'rollback',
      fromNumber: from,
      toNumber: article.number,
    });
  });
}

/** What may be taken back of a revision: whether it's the current one, whether others wrote in its article, and how that stands. */
export interface RevertStanding extends Subject {
  isCurrent: boolean;
  hasOthers: boolean;
}

/** Returns how some revisions stand at a moment (ISO-8601 UTC) for taking them back, all by their sequences. */
export async function standingsOf(
  db: Db,
  sequences: readonly number[],
  at: string,
): Promise<Map<number, RevertStanding>> {
  if (sequences.length === 0) return new Map();
  const rows = await db
    .selectFrom('revision')
    .innerJoin('article', 'article.id', 'revision.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .leftJoin('protection', (join) =>
      join
        .onRef('protection.article_id', '=', 'article.id')
        .on((eb) => eb.or([eb('protection.until', 'is', null), eb('protection.until', '>', at)])),
    )
    .select(['revision.sequence', 'article.sequence as current', 'protection.level', 'deletion.act_id'])
    .select(({ exists }) => exists(otherAuthors(db)).as('others'))
    .where('revision.sequence', 'in', sequences)
    .execute();
  return new Map(
    rows.map(({ sequence, current, level, act_id: deletedBy, others }) => [
      sequence,
      {
        isCurrent: sequence === current,
        hasOthers: Boolean(others),
        ...(level !== null && { protection: { level } }),
        ...(deletedBy !== null && { deletedBy }),
      },
    ]),
  );
}

/** Returns the query of those who wrote in the article of a revision, but for its author, and for those who only ever wrote together with an author. */
function otherAuthors(db: Db) {
  return db
    .selectFrom('contributor')
    .innerJoin('byline', 'byline.id', 'contributor.byline_id')
    .select('byline.id')
    .where('contributor.article_id', '=', sql.ref<number>('revision.article_id'))
    .where('byline.person_id', '<>', sql.ref<number>('revision.person_id'))
    .where('contributor.revisions', '>', (eb) =>
      eb
        .selectFrom('co_author')
        .innerJoin('revision as written', 'written.sequence', 'co_author.sequence')
        .select((of) => of.fn.countAll<number>().as('together'))
        .whereRef('co_author.byline_id', '=', 'byline.id')
        .whereRef('written.article_id', '=', 'contributor.article_id'),
    );
}

/** What a revert would bring back: one revision, a run of them undone, or what stood before the last author's. */
export type Wanted =
  | { action: 'restore'; number: number }
  | { action: 'undo'; from: number; to: number }
  | { action: 'rollback' };

/** Returns the content that an article would have after a revert, mine where it clashes. Throws what the revert would. */
export async function contentAfter(
  db: Db,
  article: Article,
  wanted: Wanted,
  reader?: Reader,
): Promise<Content> {
  switch (wanted.action) {
    case 'restore':
      return contentAt(db, article.id, wanted.number, reader);
    case 'undo':
      return (await mergeUndone(db, article, wanted, reader)).merge.content;
    case 'rollback':
      return contentAt(db, article.id, (await firstOfLastAuthor(db, article)) - 1, reader);
  }
}

/**
 * Returns the number of the first of the consecutive revisions with which an article ends that are by one person.
 * Throws 422 when that is the first of all: then there's nothing to go back to.
 */
async function firstOfLastAuthor(db: Db, article: Article): Promise<number> {
  const last = db
    .selectFrom('revision as last')
    .select('last.person_id')
    .where('last.sequence', '=', article.sequence);
  const other = await db
    .selectFrom('revision')
    .select('number')
    .where('article_id', '=', article.id)
    .where('person_id', '<>', last)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!other) throw invalid([{ field: 'base', code: 'only-author' }]);
  return other.number + 1;
}

async function mergeUndone(
  db: Db,
  article: Article,
  { from, to, choices }: { from: number; to: number; choices?: Choices | undefined },
  reader: Reader,
) {
  if (from > to) throw invalid([{ field: 'from', code: 'unknown-base' }]);
  if (from === 1) throw invalid([{ field: 'from', code: 'undo-first' }]);
  const current = await contentOf(db, article.sequence, reader);
  const undone = await contentAt(db, article.id, to, reader);
  const before = await contentAt(db, article.id, from - 1, reader);
  return { current, merge: mergeContents(undone, before, current, choices) };
}

function checkReason(summary: string): void {
  checkSummary(summary);
  if (summary === '') throw invalid([{ field: 'summary', code: 'say-why' }]);
}
