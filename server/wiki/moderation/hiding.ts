/**
 * Hiding takes the text or the summary of a revision, or both, from view: its row, author, time and hash stay, and so do the
 * words, for those who see what is hidden. What readers see now is never hidden: it's taken back first.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import { findAnyArticle, type Article } from '../articles/articles.ts';
import type { Author } from '../history/author.ts';
import { revisionLine, type RevisionLine } from '../history/lines.ts';
import { revisionAt } from '../history/contents.ts';
import { checkReason } from '../history/reasons.ts';
import {
  hiddenParts,
  hidingOf,
  readWithholdings,
  type Hiding,
  type Withholding,
} from '../history/withheld.ts';
import { check } from '../policy.ts';
import { recordAct } from '../record.ts';

/** What is hidden of a revision after, and why. */
export interface HidingAsked {
  text: boolean;
  summary: boolean;
  reason: string;
}

/**
 * Hides what is asked of a revision, and shows again what isn't. Throws 403 to all but moderators, 404 when there's no such
 * article or number, 422 without a reason, when it's hidden so already, when it's the current text or no summary was written.
 */
export async function hideRevision(
  db: Db,
  author: Author,
  { slug, number }: { slug: string; number: number },
  asked: HidingAsked,
): Promise<void> {
  check(author, 'hide');
  checkReason(asked.reason);
  await db.transaction().execute(async (tx) => {
    const article = await findAnyArticle(tx, slug);
    const { sequence, erased } = await revisionLine(tx, article.id, number, author);
    const before = await hidingOf(tx, sequence);
    // What is erased stays hidden, or not: there's nothing to show again.
    const kept = (part: 'text' | 'summary') => (erased?.[part] ? (before?.[part] ?? false) : asked[part]);
    const parts = { text: kept('text'), summary: kept('summary') };
    if (isSame(before, parts)) throw invalid([{ field: 'text', code: 'nothing-to-hide' }]);
    await hide(tx, author, article, number, { ...asked, ...parts });
  });
}

/** Returns what of a revision may be hidden or erased: not the text of the current one, which is what everybody reads, and nothing that is erased already. */
export function partsOf(
  { number, summary, hidden, erased }: RevisionLine,
  article: Pick<Article, 'number'>,
): ('text' | 'summary')[] {
  const isThere = {
    text: number !== article.number,
    summary: summary !== '' || hidden?.summary === true,
  };
  return (['text', 'summary'] as const).filter((part) => isThere[part] && !erased?.[part]);
}

/** As `hideRevision`, within a transaction; what is hidden so already stays as it is, and who may not say why yet gives no reason. */
export async function hide(
  tx: Tx,
  author: Author,
  article: Article,
  number: number,
  { text, summary, reason }: Omit<HidingAsked, 'reason'> & { reason?: string },
): Promise<void> {
  const { sequence, summary_digest } = await revisionAt(tx, article.id, number);
  const before = await hidingOf(tx, sequence);
  if (isSame(before, { text, summary })) return;
  if (text && number === article.number) throw invalid([{ field: 'text', code: 'hide-current' }]);
  if (summary && summary_digest === null) throw invalid([{ field: 'summary', code: 'no-summary' }]);
  const parts = hiddenParts({ text, summary });
  await tx.deleteFrom('hiding').where('sequence', '=', sequence).execute();
  const actId = await recordAct(tx, author, parts ? 'hide' : 'unhide', {
    articleId: article.id,
    number,
    ...(parts && { named: parts }),
    ...(reason !== undefined && { words: { reason } }),
  });
  if (!parts) return;
  const row = { sequence, act_id: actId, text: Number(text), summary: Number(summary) };
  await tx.insertInto('hiding').values(row).execute();
}

/** Returns what is hidden of a revision, by its sequence, with its place and who hid it; undefined when nothing is. */
export async function whoHid(
  db: Db,
  sequence: number,
): Promise<(Hiding & Withholding & { slug: string; number: number }) | undefined> {
  const hiding = await hidingOf(db, sequence);
  if (!hiding) return undefined;
  const place = await db
    .selectFrom('revision')
    .innerJoin('article', 'article.id', 'revision.article_id')
    .select(['article.slug', 'revision.number'])
    .where('revision.sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  return { ...hiding, ...(await readWithholdings(db, [hiding.actId])).get(hiding.actId)!, ...place };
}

function isSame(before: Hiding | undefined, { text, summary }: { text: boolean; summary: boolean }): boolean {
  return (before?.text ?? false) === text && (before?.summary ?? false) === summary;
}
